import { pointerSteps } from '../document/json-pointer.ts';
import type { ContractModel } from '../model/contract-model.ts';
import type { Direction } from '../model/forms.ts';
import { NameAllocator, pascalCase } from '../model/names.ts';
import type { SchemaNode } from '../model/schema-node.ts';

/** The stems of all named schemas: `Task` is the type, `TaskSchema` the constant, `TaskValues` the values of an enumeration. */
export class SchemaNames {
  readonly allocator = new NameAllocator();
  readonly #stems = { request: new Map<string, string>(), response: new Map<string, string>() };

  constructor(model: ContractModel) {
    for (const name of ownNames(model)) this.allocator.take(name);
    const schemas = model.registry.list().map((schema) => ({ ...schema, wanted: wantedName(schema.pointer) }));
    // Components that already have the wanted spelling keep it, whatever others become.
    const exact = schemas.filter(({ pointer, wanted }) => pointerSteps(pointer).at(-1) === wanted);
    const others = schemas.filter((schema) => !exact.includes(schema));
    const ordered = [...exact, ...others];
    for (const { pointer, wanted, node } of ordered) {
      const [first = 'response'] = model.forms.formsOf(pointer);
      this.#stems[first].set(pointer, this.allocator.takeFamily(wanted, suffixesFor(node)));
    }
    // Second forms come after all first ones, so that no component loses its name to one.
    for (const { pointer, wanted, node } of ordered) {
      const [, second] = model.forms.formsOf(pointer);
      if (second === undefined) continue;
      this.#stems[second].set(pointer, this.allocator.takeFamily(`${wanted}Request`, suffixesFor(node)));
    }
  }

  stem(pointer: string, direction: Direction): string {
    const stem = this.#stems[direction].get(pointer);
    if (stem === undefined) throw new Error(`No name was given for the ${direction} form of ${pointer}`);
    return stem;
  }
}

/** Names that the other generated modules export; `index.ts` exports all of them together. */
function ownNames(model: ContractModel): string[] {
  const names: string[] = [];
  if (model.errorCodes.length > 0) names.push('ErrorCode', 'ErrorCodeEntry', 'ErrorCodes');
  if (model.events.length > 0)
    names.push(
      'AnyEvent',
      'EventType',
      'EventTypes',
      'EventSchemas',
      'IsEventType',
      'ParsedEvent',
      'ParseEvent',
      'WebhookSchemas',
    );
  return names;
}

export function isEnumeration(node: SchemaNode): node is { kind: 'literal'; values: string[] } {
  return (
    node.kind === 'literal' &&
    node.values.length > 1 &&
    node.values.every((value) => typeof value === 'string' && value !== '__proto__')
  );
}

function suffixesFor(node: SchemaNode): string[] {
  return isEnumeration(node) ? ['', 'Schema', 'Values'] : ['', 'Schema'];
}

/** A component goes by its own name; another place by the last names on the way to it. */
function wantedName(pointer: string): string {
  const steps = pointerSteps(pointer);
  if (steps[0] === 'components' && steps[1] === 'schemas' && steps.length === 3) return pascalCase(steps[2] ?? '');
  const words = steps.filter(
    (step) => !['components', 'schemas', 'properties', 'paths', 'content', 'schema', '$defs'].includes(step),
  );
  return pascalCase(words.slice(-3).join(' '));
}
