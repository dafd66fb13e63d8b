import { identifierPart } from './identifiers.ts';

/** Words that may not name a binding (ECMA-262, 12.7.2, in strict code), and names that the generated modules use themselves. */
const RESERVED = new Set(
  `break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null
  return super switch this throw true try typeof var void while with yield let static implements interface package private protected public await async
  arguments eval undefined NaN Infinity globalThis
  Blob Schema OperationContract schema schemas contracts api anyValue z arrays composition formats numbers objects values`.split(
    /\s+/,
  ),
);

/** `task_status`, `io.k8s.Pod` and `Pagination List` become `TaskStatus`, `IoK8sPod` and `PaginationList`. */
export function pascalCase(text: string): string {
  const name = words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return startSafely(name, 'Schema');
}

/** `projects_list`, `Get Projects` and `getProjects` become `projectsList`, `getProjects` and `getProjects`. */
export function camelCase(text: string): string {
  const [first = '', ...rest] = words(text);
  // An acronym at the start goes down whole: `APIKeys` becomes `apiKeys`, `URL` becomes `url`.
  const head = first.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll})|^\p{Lu}+$|^\p{Lu}/u, (capitals) => capitals.toLowerCase());
  return startSafely(head + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''), 'operation');
}

/** A file's name: lower case with hyphens, letters and digits of any script. */
export function kebabCase(text: string): string {
  const name = words(text.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2'))
    .join('-')
    .toLowerCase();
  return name === '' ? 'untagged' : name;
}

function words(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

/** Puts a word before a name that cannot begin an identifier, and takes out what cannot stand in one. */
function startSafely(name: string, word: string): string {
  const kept = identifierPart(name);
  return /^\p{ID_Start}/u.test(kept) ? kept : word + kept;
}

/** Gives each name out once; a second asker gets a number behind it. The order of asking decides, so it must be a fixed one. */
export class NameAllocator {
  readonly #taken = new Set<string>();
  readonly #reserved: ReadonlySet<string>;

  /** @param kind Keys and file names need not keep clear of the language's words. */
  constructor(kind: 'bindings' | 'keys' = 'bindings') {
    this.#reserved = kind === 'bindings' ? RESERVED : new Set();
  }

  take(wanted: string): string {
    let name = this.#reserved.has(wanted) ? `${wanted}_` : wanted;
    for (let number = 2; this.#taken.has(fold(name)); number += 1) name = `${wanted}${number}`;
    this.#taken.add(fold(name));
    return name;
  }

  /** All of the names or none: a schema's type, constant and values stay together under one stem. */
  takeFamily(wanted: string, suffixes: readonly string[]): string {
    let stem = this.#reserved.has(wanted) ? `${wanted}_` : wanted;
    for (let number = 2; suffixes.some((suffix) => this.#taken.has(fold(stem + suffix))); number += 1)
      stem = `${wanted}${number}`;
    for (const suffix of suffixes) this.#taken.add(fold(stem + suffix));
    return stem;
  }
}

/** Names that differ in case alone would be one file on some disks, and confuse people everywhere. */
function fold(name: string): string {
  return name.toLowerCase();
}
