/** A regular expression that compiles in unicode mode, as plain data. */
export interface Pattern {
  source: string;
}

/**
 * A `pattern` as JSON Schema means it (ECMA-262, unicode), without escapes that say nothing (`\-`, `\_`, `\"`), some of which unicode mode
 * refuses and linters all of. Null when the text is no such expression: another dialect's syntax must not change its meaning silently.
 */
export function parsePattern(source: string): Pattern | null {
  return [withoutNeedlessEscapes(source), source].filter(isExpression).map((text) => ({ source: text }))[0] ?? null;
}

/** As the generated code writes it; `test` is for values that are known when generating. */
export function regularExpression(pattern: Pattern): RegExp {
  return new RegExp(pattern.source, 'u');
}

function isExpression(source: string): boolean {
  try {
    new RegExp(source, 'u');
    return true;
  } catch {
    // Not valid under the unicode flag.
    return false;
  }
}

function withoutNeedlessEscapes(source: string): string {
  /** Where the class that is being read begins, behind its `[` or `[^`; null outside of one. */
  let classStart: number | null = null;
  return source.replace(/\\(.)|\[\^?|\]/gsu, (found: string, escaped: string | undefined, offset: number) => {
    if (escaped === undefined) {
      if (found === ']') classStart = null;
      else classStart ??= offset + found.length;
      return found;
    }
    if (/[a-zA-Z0-9]/.test(escaped) || escaped === '\\' || escaped === ']') return found;
    if (classStart === null) return '^$.*+?()[{}|/'.includes(escaped) ? found : escaped;
    if (escaped === '^') return offset === classStart ? found : escaped;
    // A bare hyphen makes a range, but not at an end of the class.
    if (escaped === '-') return offset === classStart || source[offset + 2] === ']' ? escaped : found;
    return escaped;
  });
}
