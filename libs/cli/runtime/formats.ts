import * as z from 'zod/mini';

/** Checks of `format` (JSON Schema 2020-12 validation, section 7). Each names the text that it follows. */
export function format(name: string, accepts: (text: string) => boolean): z.core.$ZodCheck<string> {
  return z.check<string>((payload) => {
    if (accepts(payload.value)) return;
    payload.issues.push({ code: 'invalid_format', format: name, input: payload.value, continue: true });
  });
}

/** RFC 3339, full-date. The second half is the 29th of February. */
const DAY =
  '(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))' +
  '|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';

const MINUTES = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const SECONDS = ':[0-5]\\d(?:\\.\\d+)?';

const DATE = /* @__PURE__ */ whole(DAY);
/** RFC 3339, full-time and date-time, but for leap seconds. */
const TIME = /* @__PURE__ */ whole(MINUTES, SECONDS, '(?:[Zz]|[+-]', MINUTES, ')');
const DATE_TIME = /* @__PURE__ */ whole(DAY, '[Tt]', MINUTES, SECONDS, '(?:[Zz]|[+-]', MINUTES, ')');

function whole(...parts: string[]): RegExp {
  return new RegExp(`^${parts.join('')}$`);
}

/** A leap second is one only at the end of a day in UTC. */
function isTime(text: string): boolean {
  if (text.slice(6, 8) !== '60') return TIME.test(text);
  const minuteOf = (at: number): number => Number(text.slice(at, at + 2)) * 60 + Number(text.slice(at + 3, at + 5));
  const zone = text.search(/[+-]/);
  const offset = zone < 0 ? 0 : minuteOf(zone + 1) * (text[zone] === '-' ? -1 : 1);
  return (minuteOf(0) - offset + 1440) % 1440 === 1439 && TIME.test(`${text.slice(0, 6)}59${text.slice(8)}`);
}

export const date = (): z.core.$ZodCheck<string> => format('date', (text) => DATE.test(text));

export const time = (): z.core.$ZodCheck<string> => format('time', isTime);

/** RFC 3339, date-time. A space in the place of the T is not in its grammar. */
export const dateTime = (): z.core.$ZodCheck<string> =>
  format('date-time', (text) => DATE_TIME.test(text) || (text.slice(17, 19) === '60' && hasLeapSecond(text)));

function hasLeapSecond(text: string): boolean {
  return DATE_TIME.test(`${text.slice(0, 17)}59${text.slice(19)}`) && isTime(text.slice(11));
}

const DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?=\d)(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/** RFC 3339, appendix A. */
export const duration = (): z.core.$ZodCheck<string> => format('duration', (text) => DURATION.test(text));

/**
 * RFC 5321, section 4.1.2, Local-part: dotted atoms or a quoted text.
 * @param letters further characters, as ranges of a regular expression
 */
export function localPart(letters = ''): RegExp {
  const atom = `[a-z0-9!#$%&'*+/=?^_\`\\{\\|\\}~${letters}\\-]+`;
  const quoted = `"(?:[ !#-\\[\\]-~${letters}]|\\\\[ -~${letters}])*"`;
  return new RegExp(`^(?:${atom}(?:\\.${atom})*|${quoted})$`, 'iu');
}

const LOCAL_PART = /* @__PURE__ */ localPart();

/** RFC 5321, section 4.1.2, Mailbox: the domain is a host name, or an address in brackets. */
export function isEmail(text: string, local = LOCAL_PART, isDomain = isHostname): boolean {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1);
  if (at < 1 || !local.test(text.slice(0, at))) return false;
  if (!domain.startsWith('[')) return isDomain(domain);
  if (!domain.endsWith(']')) return false;
  const address = domain.slice(1, -1);
  return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : IPV4.test(address);
}

export const email = (): z.core.$ZodCheck<string> => format('email', (text) => isEmail(text));

const HOSTNAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** RFC 1123, section 2.1. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && HOSTNAME.test(text);
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** RFC 4291, section 2.2. */
function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const all = groups.flat();
  const last = all.at(-1) ?? '';
  const hasIpv4 = last.includes('.');
  if (hasIpv4 && (!IPV4.test(last) || text.endsWith('::'))) return false;
  if (!(hasIpv4 ? all.slice(0, -1) : all).every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = all.length + (hasIpv4 ? 1 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

export const ipv6 = (): z.core.$ZodCheck<string> => format('ipv6', isIpv6);

/** Characters of RFC 3986: what may stand in each part, as regular expressions. */
export interface UriGrammar {
  authority: RegExp;
  path: RegExp;
  query: RegExp;
}

/**
 * @param letters characters beyond RFC 3986, for any part, as ranges of a regular expression
 * @param queryLetters the same for the query alone
 */
export function uriGrammar(letters = '', queryLetters = ''): UriGrammar {
  const name = `[a-z0-9\\-._~!$&'()*+,;=${letters}]|%[0-9a-f]{2}`;
  return {
    authority: new RegExp(`^(?:(?:${name}|:)*@)?(\\[[^\\]]*\\]|(?:${name})*)(?::\\d*)?$`, 'iu'),
    path: new RegExp(`^(?:${name}|[:@/])*$`, 'iu'),
    query: new RegExp(`^(?:${name}|[:@/?${queryLetters}])*$`, 'iu'),
  };
}

const URI = /* @__PURE__ */ uriGrammar();
/** RFC 3986, appendix B: scheme, authority, path, query, fragment. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** RFC 3986, section 3 (with a scheme) or 4.1 (without). */
export function isUri(text: string, needsScheme: boolean, grammar = URI): boolean {
  const [, scheme, authority, path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  if (scheme === undefined ? needsScheme : !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority, grammar)) return false;
  return grammar.path.test(path) && grammar.query.test(query) && grammar.query.test(fragment);
}

function isAuthority(text: string, grammar: UriGrammar): boolean {
  const [found, host = ''] = grammar.authority.exec(text) ?? [];
  if (found === undefined) return false;
  return (
    !host.startsWith('[') || isIpv6(host.slice(1, -1)) || /^\[v[0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+\]$/i.test(host)
  );
}

export const uri = (): z.core.$ZodCheck<string> => format('uri', (text) => isUri(text, true));

export const uriReference = (): z.core.$ZodCheck<string> => format('uri-reference', (text) => isUri(text, false));

const URI_TEMPLATE =
  /^(?:[^\p{Cc}\s"%<>\\^`{|}]|%[0-9a-f]{2}|\{[+#./;?&]?(?:(?:\w|%[0-9a-f]{2})(?:\.?(?:\w|%[0-9a-f]{2}))*(?:\*|:[1-9]\d{0,3})?(?:,(?!\})|(?=\})))+\})*$/iu;

/** RFC 6570, section 2. Its reserved operators are refused. */
export const uriTemplate = (): z.core.$ZodCheck<string> => format('uri-template', (text) => URI_TEMPLATE.test(text));

/** RFC 4648, section 4, with padding. */
export const byte = (): z.core.$ZodCheck<string> =>
  format('byte', (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text));

/** A decimal number as Django and its REST framework write and read it: no exponent, digits before or after the point. */
export const decimal = (): z.core.$ZodCheck<string> =>
  format('decimal', (text) => /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text));

/** RFC 6901, section 3. */
export const jsonPointer = (): z.core.$ZodCheck<string> =>
  format('json-pointer', (text) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text));

/** draft-bhutton-relative-json-pointer-00, section 3. */
export const relativeJsonPointer = (): z.core.$ZodCheck<string> =>
  format('relative-json-pointer', (text) =>
    /^(?:0|[1-9]\d*)(?:[+-](?:0|[1-9]\d*))?(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text),
  );

/** ECMA-262, a regular expression that compiles in unicode mode. */
export const regex = (): z.core.$ZodCheck<string> =>
  format('regex', (text) => {
    try {
      return new RegExp(text, 'u') instanceof RegExp;
    } catch {
      // The exception is the answer.
      return false;
    }
  });
