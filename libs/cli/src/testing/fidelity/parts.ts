import { type JsonObject, type JsonValue, isJsonObject, member, objectMember } from '../../document/json.ts';
import type { FileForm } from '../../model/forms.ts';
import type { Subject } from './subjects.ts';

/** A part of the document and what the generated code has for it. */
export interface Part extends Pick<Subject, 'label' | 'direction' | 'schema' | 'pointer' | 'files' | 'optional'> {
  parser: unknown;
}

/** The media type that the contract is about: the one that it names, JSON otherwise. */
export function mediaOf(
  owner: JsonObject,
  stated: unknown,
): { type: string; schema: JsonValue; files: FileForm } | null {
  const content = objectMember(owner, 'content');
  const isJson = (type: string): boolean => /[/+]json\b/i.test(type) || type === '*/*';
  const type = Object.keys(content).find((name) =>
    typeof stated === 'string' ? name.split(';')[0] === stated.split(';')[0] : isJson(name),
  );
  if (type === undefined) return Object.keys(content).length === 0 ? null : { type: '', schema: false, files: 'text' };
  const given = isJsonObject(content[type]) ? member(content[type], 'schema') : undefined;
  const carriesFiles = !isJson(type) && !/^text\/|x-www-form-urlencoded/i.test(type);
  const isFile =
    given === undefined && /^(?:application|image|audio|video)\//i.test(type) && !/json|xml|form/i.test(type);
  return {
    type,
    schema: isFile ? { type: 'string', format: 'binary' } : (given ?? true),
    files: carriesFiles ? 'blob' : 'text',
  };
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
