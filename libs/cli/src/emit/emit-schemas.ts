import { pointerSteps } from '../document/json-pointer.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Direction } from '../model/forms.ts';
import { walk } from '../model/node-children.ts';
import type { NamedSchema } from '../model/schema-registry.ts';
import type { EmitOptions } from './emit-options.ts';
import { ModuleText } from './module-text.ts';
import { type SchemaNames, isEnumeration } from './naming.ts';
import { printObject, printType } from './print-type.ts';
import { type ZodContext, printZod } from './print-zod.ts';

interface Form {
  schema: NamedSchema;
  direction: Direction;
  stem: string;
}

/** `schemas.ts`: every named schema, each after the ones it refers to wherever that is possible. */
export function emitSchemas(model: ContractModel, names: SchemaNames, options: EmitOptions): ModuleText {
  const text = new ModuleText(options, './');
  const defined = new Set<string>();
  for (const form of inOrder(model, names)) {
    const { pointer } = form.schema;
    const context: ZodContext = {
      names,
      forms: model.forms,
      direction: form.direction,
      files: model.forms.fileForm(pointer, form.direction),
      prefix: '',
      zod: options.zod,
      runtime: text.runtime,
      isDefined: (stem) => defined.has(stem),
    };
    emitSchema(text, form, context);
    defined.add(form.stem);
  }
  return text;
}

function emitSchema(text: ModuleText, { schema, stem }: Form, context: ZodContext): void {
  const { node } = schema;
  const comment = [schema.description, schema.deprecated ? '@deprecated' : null];
  if (isEnumeration(node)) {
    const values = `enumValues.${stem}Values`;
    text.importFrom('* as enumValues', 'values');
    text.addSchema(stem, { text: `(typeof ${values})[number]`, isInterface: false, comment }, `z.enum(${values})`);
    return;
  }
  const isInterface = node.kind === 'object';
  text.addSchema(
    stem,
    { text: isInterface ? printObject(node, context) : printType(node, context), isInterface, comment },
    printZod(node, context),
  );
}

/** Depth first from the names in order: what a schema refers to comes before it, except where that leads round in a circle. */
function inOrder(model: ContractModel, names: SchemaNames): Form[] {
  const forms = model.registry
    .list()
    .flatMap((schema) =>
      model.forms
        .formsOf(schema.pointer)
        .map((direction): Form => ({ schema, direction, stem: names.stem(schema.pointer, direction) })),
    )
    .sort((a, b) => (a.stem < b.stem ? -1 : 1));
  const byStem = new Map(forms.map((form) => [form.stem, form]));
  const result: Form[] = [];
  const seen = new Set<string>();
  for (const start of forms) {
    // A stack of our own: thousands of schemas that refer to each other in a row must not overflow the language's.
    const stack = seen.has(start.stem) ? [] : [{ form: start, dependencies: dependenciesOf(start, model, names) }];
    seen.add(start.stem);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.dependencies.pop();
      if (next === undefined) {
        result.push(top.form);
        stack.pop();
        continue;
      }
      const form = byStem.get(next);
      if (form === undefined || seen.has(next)) continue;
      seen.add(next);
      stack.push({ form, dependencies: dependenciesOf(form, model, names) });
    }
  }
  return result;
}

function dependenciesOf(form: Form, model: ContractModel, names: SchemaNames): string[] {
  const stems = new Set<string>();
  for (const node of walk(form.schema.node)) {
    if (node.kind === 'reference')
      stems.add(names.stem(node.pointer, model.forms.formFor(node.pointer, form.direction)));
  }
  return [...stems].sort().reverse();
}

/** The name by which people know a schema: a component's own, a pointer otherwise. */
export function displayName(pointer: string): string {
  const steps = pointerSteps(pointer);
  return steps.length === 3 && steps[0] === 'components' ? (steps[2] ?? pointer) : pointer;
}
