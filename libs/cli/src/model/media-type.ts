import { type JsonObject, isJsonObject, member } from '../document/json.ts';
import { joinPointer } from '../document/json-pointer.ts';

export interface MediaType {
  contentType: string;
  content: JsonObject;
  pointer: string;
}

export function isJsonType(contentType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(contentType) || contentType === '*/*';
}

/** Whether a body of this type has the bytes of files in it and not text that stands for them. */
export function carriesFiles(contentType: string): boolean {
  return !isJsonType(contentType) && !/^text\//i.test(contentType) && !/x-www-form-urlencoded/i.test(contentType);
}

export function mediaTypes(content: JsonObject, pointer: string): MediaType[] {
  return Object.entries(content).map(([contentType, value]) => ({
    contentType,
    content: isJsonObject(value) ? value : {},
    pointer: joinPointer(pointer, contentType),
  }));
}

/** JSON before all else, then what carries files, forms, and the rest as listed. */
export function preferred(types: MediaType[], hasFiles: (type: MediaType) => boolean): MediaType | undefined {
  const rank = (type: MediaType): number => {
    if (/^multipart\/form-data/i.test(type.contentType)) return hasFiles(type) ? 0 : 2;
    if (isJsonType(type.contentType)) return 1;
    return /x-www-form-urlencoded/i.test(type.contentType) ? 3 : 4;
  };
  return [...types].sort((a, b) => rank(a) - rank(b))[0];
}

export function sameSchema(left: MediaType, right: MediaType): boolean {
  return JSON.stringify(member(left.content, 'schema')) === JSON.stringify(member(right.content, 'schema'));
}
