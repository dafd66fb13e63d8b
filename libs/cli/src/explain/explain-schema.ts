import { pointerSteps } from '../document/json-pointer.ts';
import { printType } from '../emit/print-type.ts';
import { type ZodContext, printZod } from '../emit/print-zod.ts';
import type { Direction, FileForm } from '../model/forms.ts';
import { carriesFiles } from '../model/media-type.ts';
import type { Investigation } from './explain-pointer.ts';
import type { EmittedPart, Explanation, InnerForm } from './explanation.ts';
import { schemasBelow } from './schemas-below.ts';

/** The declarations of a named schema, in each form that it has; for a member of it the line where that stands. */
export function namedForms(named: string, pointer: string, { model, names, code }: Investigation): EmittedPart[] {
  const forms = model.forms.formsOf(named);
  const [first, member] = pointer.startsWith(`${named}/`) ? pointerSteps(`#${pointer.slice(named.length)}`) : [];
  return forms.flatMap((direction) => {
    const stem = names.stem(named, direction);
    return code.find(stem, `${stem}Values`, `${stem}Schema`).map((declaration) => ({
      ...declaration,
      line:
        first === 'properties' && member !== undefined && declaration.name === stem
          ? code.lineOfMember(declaration, member)
          : declaration.line,
      direction: forms.length > 1 ? direction : null,
    }));
  });
}

/** A schema that has no name of its own, as it would be printed by itself. */
export function innerForms(
  source: Explanation['source'],
  pointer: string,
  named: string | null,
  investigation: Investigation,
): InnerForm[] {
  const places = source?.kind === 'schema' ? [source.pointer] : schemasBelow(pointer, investigation.places);
  return places.flatMap((place) => {
    const node = investigation.places.get(place);
    if (node === undefined) return [];
    const directions = named === null ? [directionOf(place)] : investigation.model.forms.formsOf(named);
    const forms = directions.map((direction): InnerForm => {
      const context = contextFor(place, named, direction, investigation);
      return {
        direction,
        type: printType(node, context).trim(),
        schema: printZod(node, context),
      };
    });
    const [first] = forms;
    const differ = forms.some(({ type, schema }) => type !== first?.type || schema !== first.schema);
    return differ || first === undefined ? forms : [{ ...first, direction: null }];
  });
}

function contextFor(
  place: string,
  named: string | null,
  direction: Direction,
  investigation: Investigation,
): ZodContext {
  const { model, names, options } = investigation;
  return {
    names,
    forms: model.forms,
    direction,
    files: named === null ? fileForm(place) : model.forms.fileForm(named, direction),
    prefix: '',
    zod: options.zod,
    runtime: new Set(),
    isDefined: () => true,
  };
}

/** Answers and events are the server's to send, all else is a client's. */
function directionOf(place: string): Direction {
  return /^#\/(?:webhooks|components\/(?:responses|headers))\/|\/(?:responses|callbacks)\//.test(place)
    ? 'response'
    : 'request';
}

function fileForm(place: string): FileForm {
  const steps = pointerSteps(place);
  const contentType = steps[steps.lastIndexOf('content') + 1];
  return steps.includes('content') && contentType !== undefined && carriesFiles(contentType) ? 'blob' : 'text';
}
