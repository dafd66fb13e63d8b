import type { ContractModel } from '../model/contract-model.ts';
import type { Direction, FileForm } from '../model/forms.ts';
import { carriesFiles, isJsonType } from '../model/media-type.ts';
import { NameAllocator, camelCase, kebabCase, pascalCase } from '../model/names.ts';
import type { Operation } from '../model/operation.ts';
import type { PropertyNode, SchemaNode } from '../model/schema-node.ts';
import type { EmitOptions } from './emit-options.ts';
import { ModuleText } from './module-text.ts';
import type { SchemaNames } from './naming.ts';
import { contractPath, pathTemplate } from './contract-path.ts';
import { printObject, printType } from './print-type.ts';
import { type ZodContext, printZod } from './print-zod.ts';
import { block, call, docComment, key, literal, quote } from './text.ts';

export interface EmittedOperation {
  operation: Operation;
  /** The constant's name. */
  name: string;
}

export interface TagModule {
  tag: string;
  /** The module's file name without its extension, under `operations/`. */
  file: string;
  /** The router's key in `contracts`. */
  router: string;
  operations: EmittedOperation[];
  text: ModuleText;
}

const TS_REST_CONTENT_TYPES = new Set(['application/json', 'multipart/form-data', 'application/x-www-form-urlencoded']);

/** One module for each tag, with the operations whose first tag it is. */
export function emitOperations(model: ContractModel, names: SchemaNames, options: EmitOptions): TagModule[] {
  const files = new NameAllocator('keys');
  const routers = new NameAllocator('keys');
  const tags = [...new Set(model.operations.map(tagOf))].sort();
  const modules = new Map(
    tags.map((tag): [string, TagModule] => {
      const file = files.take(kebabCase(tag));
      return [
        tag,
        {
          tag,
          file,
          router: routers.take(camelCase(tag === '' ? 'untagged' : tag)),
          operations: [],
          text: new ModuleText(options, '../'),
        },
      ];
    }),
  );
  for (const operation of model.operations) {
    const module = modules.get(tagOf(operation));
    if (module === undefined) continue;
    const name = names.allocator.take(camelCase(operation.operationId));
    module.operations.push({ operation, name });
    new OperationEmitter(operation, name, module.text, model, names, options).emit();
  }
  return [...modules.values()];
}

function tagOf(operation: Operation): string {
  return operation.tags[0] ?? '';
}

class OperationEmitter {
  constructor(
    operation: Operation,
    name: string,
    text: ModuleText,
    model: ContractModel,
    names: SchemaNames,
    options: EmitOptions,
  ) {
    this.#operation = operation;
    this.#name = name;
    this.#text = text;
    this.#model = model;
    this.#names = names;
    this.#options = options;
  }

  readonly #operation: Operation;
  readonly #name: string;
  readonly #text: ModuleText;
  readonly #model: ContractModel;
  readonly #names: SchemaNames;
  readonly #options: EmitOptions;

  emit(): void {
    const operation = this.#operation;
    const lines = [`method: ${quote(operation.method)}`, `path: ${quote(contractPath(operation.path))}`];
    if (operation.pathParameters.length > 0)
      lines.push(`pathParams: ${this.#parameters('PathParams', operation.pathParameters)}`);
    if (operation.query.length > 0) lines.push(`query: ${this.#parameters('Query', operation.query)}`);
    if (operation.headers.length > 0) lines.push(`headers: ${this.#byName('Headers', operation.headers)}`);
    if (operation.cookies.length > 0) lines.push(`cookies: ${this.#byName('Cookies', operation.cookies)}`);
    lines.push(...this.#body(), ...this.#responses());
    if (operation.summary !== null) lines.push(`summary: ${quote(operation.summary)}`);
    if (operation.deprecated) lines.push('deprecated: true');
    lines.push(`metadata: ${block(this.#metadata(), ',')}`);
    const comment = docComment([operation.summary, operation.description, operation.deprecated ? '@deprecated' : null]);
    this.#text.importFrom('type { OperationContract }', 'contract');
    this.#text.add(`${comment}export const ${this.#name} = ${block(lines, ',')} as const satisfies OperationContract;`);
  }

  #context(direction: Direction, files: FileForm): ZodContext {
    return {
      names: this.#names,
      forms: this.#model.forms,
      direction,
      files,
      prefix: 'schemas.',
      zod: this.#options.zod,
      runtime: this.#text.runtime,
      isDefined: () => true,
    };
  }

  /** A schema of this operation's own, or the named one that it only refers to; returns the constant. */
  #declare(part: string, node: SchemaNode, context: ZodContext, optional = false): string {
    if (!optional && node.kind === 'reference') {
      this.#text.importFrom('* as schemas', 'schemas');
      return printZod(node, context);
    }
    const stem = this.#names.allocator.takeFamily(pascalCase(this.#name) + part, ['', 'Schema']);
    const isInterface = node.kind === 'object' && !optional;
    const type = isInterface ? printObject(node, context) : printType(node, context) + (optional ? ' | undefined' : '');
    const schema = printZod(node, context);
    this.#text.addSchema(stem, { text: type, isInterface, comment: [] }, optional ? `z.optional(${schema})` : schema);
    if (/\bschemas\./.test(type + schema)) this.#text.importFrom('* as schemas', 'schemas');
    return `${stem}Schema`;
  }

  #parameters(part: string, properties: PropertyNode[]): string {
    const node: SchemaNode = {
      kind: 'object',
      properties,
      additional: { kind: 'unknown' },
      patterns: [],
      propertyNames: null,
      minProperties: null,
      maxProperties: null,
      dependentRequired: [],
      dependentSchemas: [],
    };
    return this.#declare(part, node, this.#context('request', 'text'));
  }

  /** A schema for each, as ts-rest takes headers. */
  #byName(part: string, properties: PropertyNode[]): string {
    const context = this.#context('request', 'text');
    const types: string[] = [];
    const schemas: string[] = [];
    for (const { name, node, required } of properties) {
      const type = printType(node, context) + (required ? '' : ' | undefined');
      types.push(`${key(name)}: Schema<${type}>`);
      const schema = required ? printZod(node, context) : `z.optional(${printZod(node, context)})`;
      schemas.push(`${key(name)}: ${call('schema', [`() => ${schema}`])}`);
    }
    const name = this.#names.allocator.take(pascalCase(this.#name) + part);
    const text = block(types, ';');
    const expression = block(schemas, ',');
    if (/\bschemas\./.test(text + expression)) this.#text.importFrom('* as schemas', 'schemas');
    this.#text.schemaImports.add('type Schema').add('schema');
    this.#text.add(`export const ${name}: ${text} = /* @__PURE__ */ (() => (${expression}))();`);
    return name;
  }

  #body(): string[] {
    const { body, method } = this.#operation;
    if (body === null) return method === 'GET' || method === 'DELETE' ? [] : ['body: null'];
    const context = this.#context('request', carriesFiles(body.contentType) ? 'blob' : 'text');
    const lines = [`body: ${this.#declare('Body', body.node, context, !body.required)}`];
    const [contentType = ''] = body.contentType.split(';');
    if (TS_REST_CONTENT_TYPES.has(contentType)) lines.unshift(`contentType: ${quote(contentType)}`);
    return lines;
  }

  #responses(): string[] {
    const exact: string[] = [];
    const ranges: string[] = [];
    for (const { status, node, contentType } of this.#operation.responses) {
      const context = this.#context('response', contentType !== null && carriesFiles(contentType) ? 'blob' : 'text');
      const part = `Response${status === 'default' ? 'Default' : status}`;
      const schema = node === null ? this.#undescribed(status) : this.#declare(part, node, context);
      (/^\d+$/.test(status) ? exact : ranges).push(`${/^\d+$/.test(status) ? status : key(status)}: ${schema}`);
    }
    const lines = [`responses: ${block(exact, ',')}`];
    if (ranges.length > 0) lines.push(`otherResponses: ${block(ranges, ',')}`);
    return lines;
  }

  /** Nothing is said of the body: there is none where HTTP allows none (RFC 9110, 15.3.5, 15.3.6, 15.4.5), else it may be anything. */
  #undescribed(status: string): string {
    if (['204', '205', '304'].includes(status)) return 'null';
    this.#text.schemaImports.add('anyValue');
    return 'anyValue';
  }

  #metadata(): string[] {
    const { operationId, tags, security, parameterStyles, body, responses, path } = this.#operation;
    const lines = [`operationId: ${quote(operationId)}`, `tags: ${literal(tags)}`];
    lines.push(`security: ${security.length === 0 ? '[]' : this.#text.shareSecurity(literal(security))}`);
    const template = pathTemplate(path);
    if (template !== null) lines.push(`pathTemplate: ${quote(template)}`);
    if (Object.keys(parameterStyles).length > 0) {
      const styles = Object.entries(parameterStyles).map(([name, style]) => `${key(name)}: ${literal({ ...style })}`);
      lines.push(`parameterStyles: ${block(styles, ',')}`);
    }
    if (body !== null && !TS_REST_CONTENT_TYPES.has(body.contentType))
      lines.push(`requestContentType: ${quote(body.contentType)}`);
    const others = responses.filter((answer) => answer.contentType !== null && !isJsonType(answer.contentType));
    if (others.length > 0) {
      const types = others.map(({ status, contentType }) => `${quote(status)}: ${quote(contentType ?? '')}`);
      lines.push(`responseContentTypes: ${block(types, ',')}`);
    }
    return lines;
  }
}
