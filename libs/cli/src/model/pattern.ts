/** A regular expression that compiles in unicode mode, as plain data. */
export interface Pattern {
  source: string;
}

/** Letters that mean something after a backslash; any other letter there is another dialect's (`\Z` and `\A` of Python). */
const ESCAPE_LETTERS = 'bBcdDfknpPrsStuvwWx';

/**
 * A `pattern` as JSON Schema means it (ECMA-262, unicode). Escapes that unicode mode refuses though they are harmless (`\-`, `\_`, `\"`)
 * are written plainly. Null when the text is no such expression: another dialect's syntax must not change its meaning silently.
 */
export function parsePattern(source: string): Pattern | null {
  const plain = withoutNeedlessEscapes(source);
  if (compile(source) !== null) return { source };
  return compile(plain) === null ? null : { source: plain };
}

/** As the generated code writes it; `test` is for values that are known when generating. */
export function regularExpression(pattern: Pattern): RegExp {
  return new RegExp(pattern.source, 'u');
}

function compile(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u');
  } catch {
    // Not valid under the unicode flag.
    return null;
  }
}

function withoutNeedlessEscapes(source: string): string {
  let inClass = false;
  return source.replace(/\\(.)|[[\]]/gsu, (found: string, escaped: string | undefined) => {
    if (escaped === undefined) {
      inClass = found === '[';
      return found;
    }
    if (/[0-9]/.test(escaped) || ESCAPE_LETTERS.includes(escaped) || '^$\\.*+?()[]{}|/'.includes(escaped)) return found;
    if (/[a-zA-Z]/.test(escaped)) return found;
    // In a class a bare hyphen may make a range.
    return escaped === '-' && inClass ? found : escaped;
  });
}
