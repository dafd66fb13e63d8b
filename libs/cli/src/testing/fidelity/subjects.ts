import type { ValidateFunction } from 'ajv/dist/2020.js';
import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  member,
  objectMember,
  stringMember,
} from '../../document/json.ts';
import { joinPointer } from '../../document/json-pointer.ts';
import type { OpenApiDocument } from '../../document/open-api-document.ts';
import { SchemaNames } from '../../emit/naming.ts';
import type { ContractModel } from '../../model/contract-model.ts';
import type { Direction, FileForm } from '../../model/forms.ts';
import { eventsOf } from './event-subjects.ts';
import { type Part, mediaOf, recordOf } from './parts.ts';
import { Referee } from './referee.ts';

export interface Parser {
  safeParse: (value: unknown) => { success: boolean; data?: unknown };
}

/** One generated schema, the part of the document that it stands for, and what the referee says of that. */
export interface Subject {
  label: string;
  direction: Direction;
  schema: JsonValue;
  pointer: string;
  files: FileForm;
  /** Whether a body or header may be absent; null for what is always there. */
  optional: boolean | null;
  /** Undefined when the generated code has none. */
  parser: Parser | undefined;
  accepts: ValidateFunction;
  referee: Referee;
}

type Contract = Readonly<Record<string, unknown>>;

/** Every component in each direction that it has, every parameter, body and answer of every operation, and every event. */
export function* subjectsOf(
  document: OpenApiDocument,
  model: ContractModel,
  module: Readonly<Record<string, unknown>>,
): Generator<Subject | { label: string; unjudged: string }> {
  const referees = new Map(
    (['request', 'response'] as const).map((direction) => [
      direction,
      new Referee({ document, direction, fileForm: (pointer) => model.forms.fileForm(pointer, direction) }),
    ]),
  );
  const subject = (part: Part): Subject | { label: string; unjudged: string } => {
    const referee = referees.get(part.direction);
    if (referee === undefined) throw new Error(`There is no referee for ${part.direction}`);
    try {
      const accepts = referee.of(part.schema, part.pointer, part.files);
      return { ...part, parser: isParser(part.parser) ? part.parser : undefined, accepts, referee };
    } catch (error) {
      return { label: part.label, unjudged: error instanceof Error ? error.message : String(error) };
    }
  };
  for (const part of componentsOf(document, model, module)) yield subject(part);
  for (const part of operationsOf(document, module)) yield subject(part);
  for (const part of eventsOf(document, module)) yield subject(part);
}

function* componentsOf(
  document: OpenApiDocument,
  model: ContractModel,
  module: Readonly<Record<string, unknown>>,
): Generator<Part> {
  const names = new SchemaNames(model);
  for (const name of Object.keys(objectMember(objectMember(document.root, 'components'), 'schemas'))) {
    const pointer = joinPointer('#/components/schemas', name);
    for (const direction of model.forms.formsOf(pointer)) {
      const parser = module[`${names.stem(pointer, direction)}Schema`];
      const files = model.forms.fileForm(pointer, direction);
      const schema = document.at(pointer) ?? true;
      yield { label: `${name} (${direction})`, direction, schema, pointer, files, optional: null, parser };
    }
  }
}

function* operationsOf(document: OpenApiDocument, module: Readonly<Record<string, unknown>>): Generator<Part> {
  const contracts = contractsByPlace(module);
  for (const [path, item] of Object.entries(objectMember(document.root, 'paths'))) {
    for (const method of ['get', 'put', 'post', 'delete', 'patch']) {
      const operation = isJsonObject(item) ? member(item, method) : undefined;
      if (!isJsonObject(operation) || !isJsonObject(item)) continue;
      const label = `${method.toUpperCase()} ${path}`;
      const contract = contracts.get(label) ?? {};
      const pointer = joinPointer('#/paths', path, method);
      yield* parametersOf(document, [item, operation], label, pointer, contract);
      yield* bodyOf(document, operation, label, pointer, contract);
      yield* answersOf(document, operation, label, pointer, contract);
    }
  }
}

function contractsByPlace(module: Readonly<Record<string, unknown>>): Map<string, Contract> {
  const result = new Map<string, Contract>();
  for (const router of Object.values(recordOf(module['contracts']))) {
    for (const value of Object.values(recordOf(router))) {
      const contract = recordOf(value);
      const template = recordOf(contract['metadata'])['pathTemplate'];
      const path = typeof template === 'string' ? template : String(contract['path']).replace(/:([^/]+)/g, '{$1}');
      result.set(`${String(contract['method'])} ${path}`, contract);
    }
  }
  return result;
}

function* parametersOf(
  document: OpenApiDocument,
  owners: JsonObject[],
  label: string,
  pointer: string,
  contract: Contract,
): Generator<Part> {
  const found = new Map<string, JsonObject>();
  for (const owner of owners) {
    const list = member(owner, 'parameters');
    for (const value of Array.isArray(list) ? list : []) {
      const resolved = document.follow(value, pointer);
      if (resolved !== null && isJsonObject(resolved.value))
        found.set(`${stringMember(resolved.value, 'in')} ${stringMember(resolved.value, 'name')}`, resolved.value);
    }
  }
  const places = { path: 'pathParams', query: 'query' } as const;
  for (const place of ['path', 'query'] as const) {
    const parameters = [...found.values()].filter((parameter) => stringMember(parameter, 'in') === place);
    if (parameters.length === 0) continue;
    const required = parameters.filter((parameter) => place === 'path' || member(parameter, 'required') === true);
    const schema = {
      type: 'object',
      properties: Object.fromEntries(
        parameters.map((parameter) => [stringMember(parameter, 'name') ?? '', schemaOf(parameter)]),
      ),
      required: required.map((parameter) => stringMember(parameter, 'name') ?? ''),
    };
    const parser = contract[places[place]];
    yield {
      label: `${label} ${place}`,
      direction: 'request',
      schema,
      pointer: `${pointer}/parameters/${place}`,
      files: 'text',
      optional: null,
      parser,
    };
  }
  for (const parameter of found.values()) {
    const place = stringMember(parameter, 'in');
    if (place !== 'header' && place !== 'cookie') continue;
    const given = stringMember(parameter, 'name') ?? '';
    const name = place === 'header' ? given.toLowerCase() : given;
    if (place === 'header' && ['accept', 'content-type', 'authorization'].includes(name)) continue;
    const parser = recordOf(contract[`${place}s`])[name];
    yield {
      label: `${label} ${place} ${name}`,
      direction: 'request',
      schema: schemaOf(parameter),
      pointer: `${pointer}/${place}s/${name}`,
      files: 'text',
      optional: member(parameter, 'required') !== true,
      parser,
    };
  }
}

function schemaOf(parameter: JsonObject): JsonValue {
  const [media] = Object.values(objectMember(parameter, 'content'));
  return member(parameter, 'schema') ?? (isJsonObject(media) ? member(media, 'schema') : undefined) ?? true;
}

function* bodyOf(
  document: OpenApiDocument,
  operation: JsonObject,
  label: string,
  pointer: string,
  contract: Contract,
): Generator<Part> {
  const body = document.follow(member(operation, 'requestBody'), joinPointer(pointer, 'requestBody'));
  if (body === null || !isJsonObject(body.value)) return;
  const stated = contract['contentType'] ?? recordOf(contract['metadata'])['requestContentType'];
  const media = mediaOf(body.value, stated);
  if (media === null) return;
  yield {
    label: `${label} body`,
    direction: 'request',
    ...media,
    pointer: joinPointer(body.pointer, 'content', media.type, 'schema'),
    optional: member(body.value, 'required') !== true,
    parser: contract['body'],
  };
}

function* answersOf(
  document: OpenApiDocument,
  operation: JsonObject,
  label: string,
  pointer: string,
  contract: Contract,
): Generator<Part> {
  for (const [status, value] of Object.entries(objectMember(operation, 'responses'))) {
    if (status.startsWith('x-')) continue;
    const answer = document.follow(value, joinPointer(pointer, 'responses', status));
    if (answer === null || !isJsonObject(answer.value)) continue;
    const stated = recordOf(recordOf(contract['metadata'])['responseContentTypes'])[status];
    const media = mediaOf(answer.value, stated);
    const parser = recordOf(contract['responses'])[status] ?? recordOf(contract['otherResponses'])[status];
    if (media === null) continue;
    yield {
      label: `${label} ${status}`,
      direction: 'response',
      ...media,
      pointer: joinPointer(answer.pointer, 'content', media.type, 'schema'),
      optional: null,
      parser,
    };
  }
}

function isParser(value: unknown): value is Parser {
  return typeof value === 'object' && value !== null && 'safeParse' in value;
}
