import * as z from 'zod/mini';

/** What a schema finds wrong with a value. */
export function issuesOf(schema: z.core.$ZodType, value: unknown): readonly z.core.$ZodIssue[] {
  return z.safeParse(schema, value).error?.issues ?? [];
}

/** Reports what another schema found, at a place below the value that is being checked. */
export function relay(
  payload: z.core.ParsePayload,
  issues: readonly z.core.$ZodIssue[],
  place: readonly PropertyKey[] = [],
): void {
  payload.issues.push(...issues.map((issue) => rawIssue(issue, place, payload.value)));
}

function rawIssue(issue: z.core.$ZodIssue, place: readonly PropertyKey[], input: unknown): z.core.$ZodRawIssue;
function rawIssue(issue: z.core.$ZodIssue, place: readonly PropertyKey[], input: unknown): object {
  return { ...issue, path: [...place, ...issue.path], continue: true, input };
}
