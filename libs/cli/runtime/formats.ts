import * as z from 'zod/mini';

/** Checks of `format` (JSON Schema 2020-12 validation, section 7). Each names the text that it follows. */
function format(name: string, accepts: (text: string) => boolean): z.core.$ZodCheck<string> {
  return z.check<string>((payload) => {
    if (accepts(payload.value)) return;
    payload.issues.push({ code: 'invalid_format', format: name, input: payload.value, continue: true });
  });
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d):(\d\d))$/i;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** RFC 3339, full-date. */
function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 && !isLeapYear ? 28 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** RFC 3339, full-time. A leap second is one only at the end of a day in UTC. */
function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null) return false;
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map(Number);
  const offsetHour = Number(match[5] ?? 0);
  const offsetMinute = Number(match[6] ?? 0);
  if (hour > 23 || minute > 59 || offsetHour > 23 || offsetMinute > 59 || second > 60) return false;
  if (second < 60) return true;
  const offset = (offsetHour * 60 + offsetMinute) * (match[4] === '-' ? -1 : 1);
  return (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439;
}

export const date = (): z.core.$ZodCheck<string> => format('date', isDate);

export const time = (): z.core.$ZodCheck<string> => format('time', isTime);

/** RFC 3339, date-time. A space in the place of the T is not in its grammar. */
export const dateTime = (): z.core.$ZodCheck<string> =>
  format('date-time', (text) => /^.{10}t/i.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11)));

const DURATION =
  /^P(?!$)(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?=\d)(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/;

/** RFC 3339, appendix A. */
export const duration = (): z.core.$ZodCheck<string> => format('duration', (text) => DURATION.test(text));

const ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const QUOTED = /^"(?:[ !#-[\]-~]|\\[ -~])*"$/;

/** RFC 5321, section 4.1.2, Mailbox: a dotted or quoted local part, then a host name or an address in brackets. */
export const email = (): z.core.$ZodCheck<string> =>
  format('email', (text) => {
    const at = text.lastIndexOf('@');
    const local = text.slice(0, at);
    const domain = text.slice(at + 1);
    if (at < 1 || !(ATOM.test(local) || QUOTED.test(local))) return false;
    if (!domain.startsWith('[')) return isHostname(domain);
    if (!domain.endsWith(']')) return false;
    const address = domain.slice(1, -1);
    return /^ipv6:/i.test(address) ? isIpv6(address.slice(5)) : IPV4.test(address);
  });

/** RFC 1123, section 2.1. */
function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(label));
}

export const hostname = (): z.core.$ZodCheck<string> => format('hostname', isHostname);

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

const AUTHORITY =
  /^(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(\[[^\]]*\]|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?$/i;
const PATH = /^(?:[a-z0-9\-._~!$&'()*+,;=:@/]|%[0-9a-f]{2})*$/i;
const QUERY = /^(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*$/i;
/** RFC 3986, appendix B: scheme, authority, path, query, fragment. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

/** RFC 3986, section 3 (with a scheme) or 4.1 (without). */
function isUri(text: string, needsScheme: boolean): boolean {
  const [, scheme, authority, path = '', query = '', fragment = ''] = PARTS.exec(text) ?? [];
  if (scheme === undefined ? needsScheme : !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) return false;
  if (authority !== undefined && !isAuthority(authority)) return false;
  return PATH.test(path) && QUERY.test(query) && QUERY.test(fragment);
}

function isAuthority(text: string): boolean {
  const [found, host = ''] = AUTHORITY.exec(text) ?? [];
  if (found === undefined) return false;
  return (
    !host.startsWith('[') || isIpv6(host.slice(1, -1)) || /^\[v[0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+\]$/i.test(host)
  );
}

export const uri = (): z.core.$ZodCheck<string> => format('uri', (text) => isUri(text, true));

export const uriReference = (): z.core.$ZodCheck<string> => format('uri-reference', (text) => isUri(text, false));

/** RFC 4648, section 4, with padding. */
export const byte = (): z.core.$ZodCheck<string> =>
  format('byte', (text) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text));

/** A decimal number as Django and its REST framework write and read it: no exponent, digits before or after the point. */
export const decimal = (): z.core.$ZodCheck<string> =>
  format('decimal', (text) => /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text));

/** RFC 6901, section 3. */
export const jsonPointer = (): z.core.$ZodCheck<string> =>
  format('json-pointer', (text) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text));

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
