import type { Direction, FileForm, Forms } from '../model/forms.ts';
import type { SchemaNames } from './naming.ts';

/** What printing a node depends on besides the node. */
export interface PrintContext {
  names: SchemaNames;
  forms: Forms;
  direction: Direction;
  files: FileForm;
  /** Before the name of a named schema: `schemas.` outside of the module that declares them. */
  prefix: string;
}
