import { CORE_SCHEMA, load } from 'js-yaml';
import { type JsonObject, type JsonValue, isJsonObject, stringMember } from './json.ts';
import { type Dialect, OpenApiDocument } from './open-api-document.ts';
import { Refusal } from './refusal.ts';

/** An alias in YAML can stand for a large part many times over; the largest real documents have some 500,000 values. */
const MAXIMUM_VALUES = 10_000_000;

/**
 * Reads the text of an OpenAPI 3.0 or 3.1 document, JSON or YAML.
 * @throws {Refusal} for anything else.
 */
export function parseDocument(text: string, source: string): OpenApiDocument {
  if (text.trim() === '') throw new Refusal(`${source} is empty: look at what writes or serves it.`);
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) {
    throw new Refusal(
      `${source} is a web page, not an OpenAPI document: give the address of the schema itself (for drf-spectacular the SpectacularAPIView), and check that it needs no sign-in.`,
    );
  }
  const root = parseText(text, source);
  if (!isJsonObject(root))
    throw new Refusal(
      `${source} is not an OpenAPI document: its root is not an object; check that it is the right one.`,
    );
  refuseOversize(root, source);
  return new OpenApiDocument(root, dialectOf(root, source));
}

function dialectOf(root: JsonObject, source: string): Dialect {
  const version = stringMember(root, 'openapi');
  if (version !== null && /^3\.0(\.|$)/.test(version)) return '3.0';
  if (version !== null && /^3\.1(\.|$)/.test(version)) return '3.1';
  if (version !== null)
    throw new Refusal(`${source} is OpenAPI ${version}; 3.0 and 3.1 are understood: have it written in one of them.`);
  const swagger = stringMember(root, 'swagger');
  if (swagger !== null) {
    throw new Refusal(
      `${source} is Swagger ${swagger}; convert it to OpenAPI 3.0 or 3.1 first (for example with swagger2openapi).`,
    );
  }
  throw new Refusal(
    `${source} is not an OpenAPI document: it has no member "openapi"; check that it is the right one.`,
  );
}

function parseText(text: string, source: string): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      // YAML has a flow form that looks like JSON; only when it is neither is the JSON error the one to show.
      return parseYaml(text, source, oneLine(error));
    }
  }
  return parseYaml(text, source, null);
}

function parseYaml(text: string, source: string, jsonError: string | null): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    throw new Refusal(
      `${source} is not valid ${jsonError === null ? 'YAML' : 'JSON'}: ${jsonError ?? oneLine(error)}; mend it there, or see whether all of it arrived.`,
      {
        cause: error,
      },
    );
  }
}

function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').replace(/\.$/, '');
}

/** Counts values as they would be printed, so that aliases that multiply (or contain themselves) are seen. */
function refuseOversize(root: JsonObject, source: string): void {
  const waiting: JsonValue[] = [root];
  let count = 0;
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    count += 1;
    if (count > MAXIMUM_VALUES) {
      throw new Refusal(
        `${source} expands to more than ${MAXIMUM_VALUES} values: remove YAML aliases that repeat or contain themselves.`,
      );
    }
    if (Array.isArray(value)) for (const item of value) waiting.push(item);
    else if (isJsonObject(value)) for (const item of Object.values(value)) waiting.push(item);
  }
}
