import * as z from 'zod/mini';
import { issuesOf, relay } from './issues.ts';

/**
 * The unevaluated keywords (JSON Schema 2020-12 core, section 11). An evaluation puts the members or the positions that its keyword
 * has looked at into `seen`, and tells whether it has looked at all of them.
 */
type Evaluation = (value: object, seen: Set<string>) => boolean;

/** `additionalProperties`, `items` and the unevaluated keywords themselves leave nothing over. */
export const all: Evaluation = () => true;

export function names(...evaluated: string[]): Evaluation {
  return (_value, seen) => {
    for (const name of evaluated) seen.add(name);
    return false;
  };
}

/** The first items: those of `prefixItems`. */
export function first(count: number): Evaluation {
  return names(...Array.from({ length: count }, (_, index) => String(index)));
}

/** The members of `patternProperties`. */
export function matching(...patterns: RegExp[]): Evaluation {
  return (value, seen) => {
    for (const name of Object.keys(value)) if (patterns.some((pattern) => pattern.test(name))) seen.add(name);
    return false;
  };
}

/** The items that `contains` counts. */
export function accepted(schema: z.core.$ZodType): Evaluation {
  return (value, seen) => {
    for (const [place, item] of entriesOf(value)) if (z.safeParse(schema, item).success) seen.add(place);
    return false;
  };
}

/** A subschema evaluates only what it accepts: branches of `anyOf` and `oneOf`, `then` and `else`. */
export function when(schema: z.core.$ZodType, then: Evaluation[], otherwise: Evaluation[] = []): Evaluation {
  return (value, seen) => evaluate(z.safeParse(schema, value).success ? then : otherwise, value, seen);
}

/** `dependentSchemas`. */
export function present(name: string, then: Evaluation[]): Evaluation {
  return (value, seen) => Object.hasOwn(value, name) && evaluate(then, value, seen);
}

function evaluate(evaluations: readonly Evaluation[], value: object, seen: Set<string>): boolean {
  // Each of them has to mark what it has seen, so none may be left out after the first that has seen all.
  return evaluations.map((evaluation) => evaluation(value, seen)).includes(true);
}

export function unevaluatedProperties(evaluations: Evaluation[], rest: z.core.$ZodType): z.core.$ZodCheck<unknown> {
  return check(evaluations, rest, (value) => !Array.isArray(value), String);
}

export function unevaluatedItems(evaluations: Evaluation[], rest: z.core.$ZodType): z.core.$ZodCheck<unknown> {
  return check(evaluations, rest, Array.isArray, Number);
}

function check(
  evaluations: Evaluation[],
  rest: z.core.$ZodType,
  concerns: (value: object) => boolean,
  place: (key: string) => PropertyKey,
): z.core.$ZodCheck<unknown> {
  return z.check((payload) => {
    const { value } = payload;
    if (typeof value !== 'object' || value === null || !concerns(value)) return;
    const seen = new Set<string>();
    if (evaluate(evaluations, value, seen)) return;
    for (const [key, inner] of entriesOf(value)) {
      if (!seen.has(key)) relay(payload, issuesOf(rest, inner), [place(key)]);
    }
  });
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value);
}
