import * as z from 'zod/mini';
import { issuesOf, relay } from './issues.ts';

type Check = z.core.$ZodCheck<object>;
type Report = (name: string, issues: readonly z.core.$ZodIssue[]) => void;

/** A look at some members with schemas of their own. What they find is reported under the member's name. */
function check(look: (members: [string, unknown][], report: Report) => void): Check {
  return z.check<object>((payload) => {
    look(Object.entries(payload.value), (name, issues) => {
      relay(payload, issues, [name]);
    });
  });
}

function missing(name: string): z.core.$ZodIssue {
  return { code: 'invalid_type', expected: 'nonoptional', path: [], message: `"${name}" is missing`, input: undefined };
}

export function minProperties(minimum: number): Check {
  return z.refine((value) => Object.keys(value).length >= minimum, `Must have at least ${minimum} members`);
}

export function maxProperties(maximum: number): Check {
  return z.refine((value) => Object.keys(value).length <= maximum, `Must have at most ${maximum} members`);
}

export function propertyNames(schema: z.core.$ZodType): Check {
  return check((members, report) => {
    for (const [name] of members) report(name, issuesOf(schema, name));
  });
}

/** Members whose names match a pattern; the rest, when it is given, is for members that neither a pattern nor `named` covers. */
export function patternProperties(
  patterns: readonly (readonly [RegExp, z.core.$ZodType])[],
  named: readonly string[] = [],
  rest?: z.core.$ZodType,
): Check {
  return check((members, report) => {
    for (const [name, value] of members) {
      const matching = patterns.filter(([pattern]) => pattern.test(name));
      for (const [, schema] of matching) report(name, issuesOf(schema, value));
      if (rest !== undefined && matching.length === 0 && !named.includes(name)) report(name, issuesOf(rest, value));
    }
  });
}

export function dependentRequired(name: string, required: readonly string[]): Check {
  return check((members, report) => {
    const present = new Set(members.map(([key]) => key));
    if (!present.has(name)) return;
    for (const other of required) if (!present.has(other)) report(other, [missing(other)]);
  });
}

export function dependentSchema(name: string, schema: z.core.$ZodType): Check {
  return z.check<object>((payload) => {
    if (Object.hasOwn(payload.value, name)) relay(payload, issuesOf(schema, payload.value));
  });
}
