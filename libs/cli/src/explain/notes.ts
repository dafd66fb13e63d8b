import { isJsonObject, member } from '../document/json.ts';
import { pointerSteps } from '../document/json-pointer.ts';
import { displayName } from '../emit/emit-schemas.ts';
import { walk } from '../model/node-children.ts';
import type { Investigation } from './explain-pointer.ts';
import type { Explanation } from './explanation.ts';

/** What becomes of parts that are no schemas. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^#\/info(?:\/|$)/, 'Its title and version stand in `api` of index.ts; the rest is for people.'],
  [/^#\/servers(?:\/|$)/, 'The addresses stand in `api` of index.ts; the contracts have none of their own.'],
  [/^#\/tags(?:\/|$)/, 'An operation goes into the module of its first tag; what is said of tags is for people.'],
  [
    /^#\/components\/securitySchemes(?:\/|$)/,
    'Contracts name the schemes that they ask for in `metadata.security`; how a scheme works is the client’s to know.',
  ],
  [/^#\/x-error-codes(?:\/|$)/, 'It stands in `errorCodes` of errors.ts.'],
  [/^#\/components\/(?:examples|links)(?:\/|$)/, 'No code comes from it.'],
];

/** What becomes of keywords that check nothing. */
const KEYWORDS: Readonly<Record<string, string>> = {
  default: 'No default is filled in: schemas check and never change a value.',
  description: 'It is a doc comment.',
  deprecated: 'It is a `@deprecated` comment.',
  readOnly: 'The member is in what the server sends, not in what a client sends.',
  writeOnly: 'The member is in what a client sends, not in what the server sends.',
  example: 'Examples are for people; no code comes from them.',
  examples: 'Examples are for people; no code comes from them.',
  externalDocs: 'It is for people; no code comes from it.',
  title: 'It is for people; no code comes from it.',
  xml: 'Nothing is read or written as XML; no code comes from it.',
};

/** Why a place came out as it did. */
export function notesOn(
  pointer: string,
  source: Explanation['source'],
  named: string | null,
  investigation: Investigation,
): string[] {
  const notes = PARTS.filter(([pattern]) => pattern.test(pointer)).map(([, text]) => text);
  const isKeyword = source?.kind === 'schema' && source.pointer !== pointer;
  const keyword = pointerSteps(pointer).at(-1) ?? '';
  if (isKeyword && Object.hasOwn(KEYWORDS, keyword)) notes.push(KEYWORDS[keyword] ?? '');
  if (isKeyword && keyword.startsWith('x-')) notes.push('The extension is not known; no code comes from it.');
  const value = investigation.document.at(pointer);
  for (const mark of ['readOnly', 'writeOnly'] as const)
    if (isJsonObject(value) && source?.pointer === pointer && member(value, mark) === true)
      notes.push(`${mark}: ${KEYWORDS[mark]?.toLowerCase() ?? ''}`);
  if (named === pointer) notes.push(...notesOnNamed(named, investigation));
  return notes;
}

function notesOnNamed(named: string, { model, names }: Investigation): string[] {
  const notes: string[] = [];
  const [first = 'response', second] = model.forms.formsOf(named);
  const stem = names.stem(named, first);
  const own = displayName(named);
  if (own !== stem) notes.push(`The code calls it ${stem}: names there are unique and fit for TypeScript.`);
  const marked = markedMembers(named, model);
  if (second !== undefined)
    notes.push(
      `It has two forms, ${stem} as the server sends it and ${names.stem(named, second)} as a client does${marked === '' ? ', because something that it refers to has' : `: ${marked}`}.`,
    );
  else if (marked !== '')
    notes.push(
      `It has one form, because only ${first === 'response' ? 'the server sends it' : 'a client sends it'}, if anyone does: ${marked}.`,
    );
  return notes;
}

function markedMembers(named: string, model: Investigation['model']): string {
  const node = model.registry.get(named)?.node;
  if (node === undefined) return '';
  const properties = [...walk(node)].flatMap((inner) => (inner.kind === 'object' ? inner.properties : []));
  return (['readOnly', 'writeOnly'] as const)
    .map((mark) => [mark, properties.filter((property) => property[mark]).map(({ name }) => name)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([mark, members]) => `${mark} ${members.join(', ')}`)
    .join('; ');
}
