import type * as z from 'zod/mini';

/** A wrong or missing setting; the message is one line that names it and never holds its value. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}

/**
 * Reads a process's settings, once, at its start.
 * @throws {ConfigurationError} naming every wrong variable
 */
export function readEnvironment<Settings>(
  schema: z.ZodMiniType<Settings>,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  // An empty variable is what a compose file or a shell makes of one that is not set.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) =>
      `${path.join('.')} is ${given[String(path[0])] === undefined ? 'not set' : `wrong: ${message}`}`,
  );
  throw new ConfigurationError(`Configuration: ${problems.join('; ')}.`);
}
