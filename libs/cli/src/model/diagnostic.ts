/** Something of the document that is not in the generated code, or not as the document says. */
export interface Diagnostic {
  /** Where in the document, as a JSON pointer in fragment form. */
  pointer: string;
  keyword: string;
  reason: string;
}

export class Diagnostics {
  readonly #entries = new Map<string, Diagnostic>();

  report(pointer: string, keyword: string, reason: string): void {
    this.#entries.set(`${pointer}\n${keyword}\n${reason}`, { pointer, keyword, reason });
  }

  /** In an order that does not depend on how the document was walked. */
  list(): Diagnostic[] {
    return [...this.#entries.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, diagnostic]) => diagnostic);
  }
}
