import * as z from 'zod/mini';

/** Length in characters, as JSON Schema counts (2020-12 validation, 6.3): a surrogate pair is one. */
function characters(text: string): number {
  return Array.from(text).length;
}

export function minLength(minimum: number): z.core.$ZodCheck<string> {
  return z.check<string>((payload) => {
    if (payload.value.length >= minimum && characters(payload.value) >= minimum) return;
    payload.issues.push({
      code: 'too_small',
      origin: 'string',
      minimum,
      inclusive: true,
      input: payload.value,
      continue: true,
    });
  });
}

export function maxLength(maximum: number): z.core.$ZodCheck<string> {
  return z.check<string>((payload) => {
    if (payload.value.length <= maximum || characters(payload.value) <= maximum) return;
    payload.issues.push({
      code: 'too_big',
      origin: 'string',
      maximum,
      inclusive: true,
      input: payload.value,
      continue: true,
    });
  });
}
