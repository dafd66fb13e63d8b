import type { ListedOperation } from '../operations.ts';

export interface Generator {
  name: string;
  /** What of it is run: its schemas' form, or what it leaves out. */
  form: string;
  /** Written into the work folder first, the file's text by its name. */
  config?: (document: string, out: string) => { name: string; text: string };
  /** What Node runs, from the work folder. */
  args: (document: string, out: string) => string[];
  /** The text of a module in `out` that awaits each call and reads what it answers. */
  client: (operations: readonly ListedOperation[], out: string) => string;
  /** The text of a module in `out` that exports `schema`, of one answer; none where only types come out. */
  page?: (operation: ListedOperation, out: string) => string;
  /** For the type check and the bundle, the module by the name that generated code imports. */
  aliases?: Readonly<Record<string, string>>;
}
