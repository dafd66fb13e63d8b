import { contractPath } from '../emit/contract-path.ts';
import { quote, typeKey } from '../emit/text.ts';
import type { Operation } from '../model/operation.ts';
import type { EmittedPart } from './explanation.ts';

type Declaration = Omit<EmittedPart, 'direction'>;

/** The declarations of the generated modules, found again by the names that they export. */
export class EmittedCode {
  readonly #declarations = new Map<string, Declaration>();

  constructor(files: ReadonlyMap<string, string>) {
    for (const [file, text] of files) {
      if (!file.endsWith('.ts')) continue;
      let line = 1;
      // Modules are printed with an empty line between their parts and none inside of them.
      for (const part of text.split('\n\n')) {
        const lines = part.split('\n');
        const at = lines.findIndex((candidate) => /^export (?:interface|type|const) /.test(candidate));
        const name = /^export \w+ ([^\s:=<]+)/.exec(lines[at] ?? '')?.[1];
        if (name !== undefined) this.#declarations.set(name, { name, file, line: line + at, text: part.trimEnd() });
        line += lines.length + 1;
      }
    }
  }

  /** Those of the names that there are. */
  find(...names: string[]): Declaration[] {
    return names.flatMap((name) => this.#declarations.get(name) ?? []);
  }

  contractOf({ method, path, operationId }: Operation): Declaration | null {
    const marks = [
      `\n  method: ${quote(method)},\n  path: ${quote(contractPath(path))},\n`,
      `operationId: ${quote(operationId)},\n`,
    ];
    return [...this.#declarations.values()].find(({ text }) => marks.every((mark) => text.includes(mark))) ?? null;
  }

  /** The declarations whose names a declaration's text has. */
  usedIn({ name, text }: Declaration): Declaration[] {
    const names = new Set(text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu));
    names.delete(name);
    return this.find(...[...names].filter((other) => /(?:Schema|Headers|Cookies)$/.test(other)));
  }

  /** The line on which an interface has a member; its own where that cannot be found. */
  lineOfMember({ text, line }: Declaration, member: string): number {
    const lines = text.split('\n');
    const start = lines.findIndex((candidate) => candidate.startsWith('export '));
    const at = lines.findIndex((candidate) =>
      [`  ${typeKey(member)}: `, `  ${typeKey(member)}?: `].some((head) => candidate.startsWith(head)),
    );
    return at === -1 ? line : line + at - start;
  }
}
