/** Steps of a JSON pointer in its URI fragment form (RFC 6901, section 6): `#/components/schemas/Task`. */
export function pointerSteps(fragment: string): string[] {
  if (fragment === '#') return [];
  return fragment
    .slice(2)
    .split('/')
    .map((step) => decodeStep(step).replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function joinPointer(pointer: string, ...steps: (string | number)[]): string {
  let result = pointer;
  for (const step of steps) result += `/${escapeStep(String(step))}`;
  return result;
}

function escapeStep(step: string): string {
  return /[~/]/.test(step) ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}

/** The one spelling of a pointer, so that two ways to write the same place are one key. */
export function canonicalPointer(fragment: string): string {
  return fragment.includes('%') ? joinPointer('#', ...pointerSteps(fragment)) : fragment;
}

function decodeStep(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    // A stray percent sign: the step is meant as it stands.
    return step;
  }
}
