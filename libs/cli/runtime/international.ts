import type * as z from 'zod/mini';
import { format, isEmail, isHostname, isUri, localPart, uriGrammar } from './formats.ts';

/** RFC 3987, section 2.2: what an IRI may hold beyond a URI. */
const UCS_CHARACTERS =
  '\\u{A0}-\\u{D7FF}\\u{F900}-\\u{FDCF}\\u{FDF0}-\\u{FFEF}' +
  Array.from({ length: 14 }, (_, index) => {
    const plane = (index + 1).toString(16);
    return `\\u{${plane}${plane === 'e' ? '1' : '0'}000}-\\u{${plane}FFFD}`;
  }).join('');
const PRIVATE_CHARACTERS = '\\u{E000}-\\u{F8FF}\\u{F0000}-\\u{FFFFD}\\u{100000}-\\u{10FFFD}';
const IRI = /* @__PURE__ */ uriGrammar(UCS_CHARACTERS, PRIVATE_CHARACTERS);

export const iri = (): z.core.$ZodCheck<string> => format('iri', (text) => isUri(text, true, IRI));

export const iriReference = (): z.core.$ZodCheck<string> => format('iri-reference', (text) => isUri(text, false, IRI));

/** RFC 1123, section 2.1, with labels that RFC 5890, section 2.3.2.1 allows when they begin with `xn--`. */
export const hostname = (): z.core.$ZodCheck<string> =>
  format('hostname', (text) => isHostname(text) && (!/(?:^|\.)xn--/i.test(text) || isInternationalHostname(text)));

export const idnHostname = (): z.core.$ZodCheck<string> => format('idn-hostname', isInternationalHostname);

const LOCAL_PART = /* @__PURE__ */ localPart('\\u{80}-\\u{10FFFF}');

/** RFC 6531, section 3.3. A mail client composes the domain before it looks it up, so it need not come composed. */
export const idnEmail = (): z.core.$ZodCheck<string> =>
  format('idn-email', (text) =>
    isEmail(text, LOCAL_PART, (domain) => isInternationalHostname(domain.normalize('NFC'))),
  );

/** RFC 5890, section 2.3.2.3: labels of letters, digits and hyphens, or of the characters that IDNA 2008 lets through. */
function isInternationalHostname(text: string): boolean {
  const labels = text.split(/[.\u3002\uff0e\uff61]/);
  const ascii = labels.map(asciiForm);
  if (!isHostname(ascii.join('.'))) return false;
  const unicode = labels.map((label) => (/^xn--/i.test(label) ? (decodePunycode(label.slice(4)) ?? '') : label));
  // What is decoded must be written in its one way.
  const isCanonical = labels.every(
    (label, index) => label === unicode[index] || asciiForm(unicode[index] ?? '') === label.toLowerCase(),
  );
  const isBidirectional = unicode.some((label) => RIGHT_TO_LEFT.test(label));
  return isCanonical && unicode.every((label) => isLabel(label) && (!isBidirectional || keepsDirection(label)));
}

/** The platform's own conversion to punycode (UTS 46); nothing that a host name could be when it refuses. */
function asciiForm(label: string): string {
  if (/^[a-z0-9-]*$/i.test(label)) return label.toLowerCase();
  try {
    // A label of digits alone would be read as an IPv4 address.
    return new URL(`http://${label}.x/`).hostname.slice(0, -2);
  } catch {
    return '';
  }
}

/** RFC 5892, section 2.6: letters, marks and digits, but for the exceptions. */
const ALLOWED =
  /^(?:[a-zA-Z0-9\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb-]|\u200c|\u200d|(?!\u0640|\u07fa|\u302e|\u302f|[\u3031-\u3035]|\u303b)[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}])+$/u;

/** Characters with the combining class Virama, of the Indic scripts. */
const VIRAMA =
  '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0e3a\\u0eba\\u0f84\\u1039\\u103a' +
  '\\u1714\\u1715\\u1734\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\u1bf2\\u1bf3\\u2d7f\\ua806\\ua82c\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed';
const JOINED = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}]';

/** RFC 5892, appendix A: what must stand beside these characters, or must not. */
const OUT_OF_CONTEXT: readonly RegExp[] = [
  new RegExp(`(?<![${VIRAMA}])\\u200d`, 'u'),
  new RegExp(`(?<![${VIRAMA}]|${JOINED}\\p{Mn}*)\\u200c|(?<![${VIRAMA}])\\u200c(?!\\p{Mn}*${JOINED})`, 'u'),
  /(?<!l)\u00b7|\u00b7(?!l)/u,
  /\u0375(?!\p{Script=Greek})/u,
  /(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u,
  /^[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*\u30fb[^\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]*$/u,
  /[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u,
];

/** RFC 5891, section 4.2.3. */
function isLabel(label: string): boolean {
  if (!ALLOWED.test(label) || /^-|-$|^\p{M}/u.test(label) || label !== label.normalize('NFC')) return false;
  return (
    /^[a-z0-9-]*$/i.test(label) || (label.slice(2, 4) !== '--' && !OUT_OF_CONTEXT.some((rule) => rule.test(label)))
  );
}

/** Letters of the bidirectional classes R and AL. */
const RIGHT_TO_LEFT =
  /[\u05be-\u05f4\u0608\u060b\u060d\u061b-\u064a\u066d-\u066f\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea\u07f4\u07f5\u07fa\u0800-\u0815\u081a\u0824\u0828\u0830-\u0858\u0860-\u08c9\ufb1d-\ufdcf\ufdf0-\ufdfc\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** RFC 5893, section 2. */
function keepsDirection(label: string): boolean {
  const isArabicNumber = /[\u0660-\u0669]/.test(label);
  const withoutMarks = label.replace(/\p{Mn}+$/u, '');
  const last = Array.from(withoutMarks).at(-1) ?? '';
  if (!RIGHT_TO_LEFT.test(Array.from(label)[0] ?? '')) {
    return /^\p{L}/u.test(label) && !RIGHT_TO_LEFT.test(label) && !isArabicNumber && /[\p{L}\p{Nd}\p{Mc}]/u.test(last);
  }
  const others = Array.from(label).filter((character) => !RIGHT_TO_LEFT.test(character));
  if (others.some((character) => /[\p{L}\p{Mc}]/u.test(character))) return false;
  if (isArabicNumber && /[0-9\u06f0-\u06f9]/.test(label)) return false;
  return RIGHT_TO_LEFT.test(last) || /[0-9\u06f0-\u06f9\u0660-\u0669]/.test(last);
}

/** RFC 3492, section 6.2. Null for what is no punycode. */
function decodePunycode(text: string): string | null {
  const split = text.lastIndexOf('-');
  const output = split < 0 ? [] : Array.from(text.slice(0, split), (letter) => letter.charCodeAt(0));
  let code = 128;
  let index = 0;
  let bias = 72;
  let rest = text.slice(split + 1);
  while (rest !== '') {
    const start = index;
    let weight = 1;
    for (let base = 36; ; base += 36) {
      const digit = rest === '' ? -1 : '0123456789'.includes(rest.charAt(0)) ? Number(rest[0]) + 26 : letterOf(rest);
      if (digit < 0) return null;
      rest = rest.slice(1);
      index += digit * weight;
      const threshold = Math.min(Math.max(base - bias, 1), 26);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = output.length + 1;
    bias = adapt(index - start, length, start === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff) return null;
    output.splice(index, 0, code);
    index += 1;
  }
  return String.fromCodePoint(...output);
}

function letterOf(text: string): number {
  const value = text.toLowerCase().charCodeAt(0) - 97;
  return value <= 25 ? value : -1;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? 700 : 2));
  rest += Math.floor(rest / length);
  let steps = 0;
  for (; rest > 455; steps += 36) rest = Math.floor(rest / 35);
  return steps + Math.floor((36 * rest) / (rest + 38));
}
