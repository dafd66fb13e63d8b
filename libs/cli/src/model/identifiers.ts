/**
 * Letters that not every tool on the way takes for one: all outside of the basic plane, and those that came with Unicode 16 and 17, which the
 * language's engine may know and TypeScript does not.
 */
const UNCERTAIN =
  /\u0897|[\u1acf-\u1aeb]|[\u088f\u0c5c\u0cdc\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1]|[\u{10000}-\u{10ffff}]/gu;

/** What of a text can stand in an identifier. */
export function identifierPart(text: string): string {
  return text.replace(/[^\p{ID_Continue}]/gu, '').replace(UNCERTAIN, '');
}

/** Whether a text is an identifier as it stands, reserved words among them (ECMA-262, 12.7). */
export function isIdentifier(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) && text.search(UNCERTAIN) === -1;
}
