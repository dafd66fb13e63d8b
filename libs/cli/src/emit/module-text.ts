import { type EmitOptions, HEADER, zodImport } from './emit-options.ts';
import type { RuntimeModule } from './print-zod.ts';
import { call, docComment } from './text.ts';

/** Collects the parts of one generated module and puts the imports that they need before them. */
export class ModuleText {
  readonly runtime = new Set<RuntimeModule>();
  readonly imports: string[] = [];
  /** Names of `runtime/schema` that the module uses. */
  readonly schemaImports = new Set<string>();
  readonly #options: EmitOptions;
  readonly #toRoot: string;
  readonly #parts: string[] = [];
  /** Names by text. */
  readonly #securities = new Map<string, string>();

  constructor(options: EmitOptions, toRoot: './' | '../') {
    this.#options = options;
    this.#toRoot = toRoot;
  }

  add(text: string): void {
    this.#parts.push(text);
  }

  importFrom(binding: string, path: string): void {
    const line = `import ${binding} from '${this.#toRoot}${path}${this.#options.importExtension}';`;
    if (!this.imports.includes(line)) this.imports.push(line);
  }

  /** Written once for all operations that ask for the same: a type checker would make types at each place. @returns its name */
  shareSecurity(value: string): string {
    const name = this.#securities.get(value) ?? `SECURITY_${this.#securities.size + 1}`;
    this.#securities.set(value, name);
    return name;
  }

  /** A type, and the schema that checks it. */
  addSchema(
    stem: string,
    type: { text: string; isInterface: boolean; comment: (string | null)[] },
    schema: string,
  ): void {
    const comment = docComment(type.comment);
    this.add(
      `${comment}${type.isInterface ? `export interface ${stem} ${type.text}` : `export type ${stem} =${type.text.startsWith('\n') ? '' : ' '}${type.text};`}`,
    );
    this.schemaImports.add('type Schema').add('schema');
    // The type stands twice, so that none has to be inferred.
    const declared = call(`/* @__PURE__ */ schema<${stem}>`, [`() => ${schema}`]);
    this.add(`export const ${stem}Schema: Schema<${stem}> = ${declared};`);
  }

  toString(): string {
    const securities = [...this.#securities].map(([value, name]) => `const ${name} = ${value} as const;`);
    const body = [...securities, ...this.#parts].join('\n\n');
    const imports = /\bz\./.test(body) ? [zodImport(this.#options)] : [];
    imports.push(...this.imports.sort());
    for (const module of [...this.runtime].sort()) {
      imports.push(`import * as ${module} from '${this.#toRoot}runtime/${module}${this.#options.importExtension}';`);
    }
    if (this.schemaImports.size > 0) imports.push(this.#schemaImport());
    return [HEADER, ...(imports.length > 0 ? [imports.join('\n')] : []), body].join('\n\n') + '\n';
  }

  #schemaImport(): string {
    const names = [...this.schemaImports].sort();
    const path = `${this.#toRoot}runtime/schema${this.#options.importExtension}`;
    const isType = names.every((name) => name.startsWith('type '));
    return isType
      ? `import type { ${names.map((name) => name.slice('type '.length)).join(', ')} } from '${path}';`
      : `import { ${names.join(', ')} } from '${path}';`;
  }
}
