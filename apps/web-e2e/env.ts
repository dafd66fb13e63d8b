import { delimiter } from 'node:path';

/** What the machine says about where browsers are. */
export function environment(): { chromePath: string | undefined; searchPath: readonly string[] } {
  const { CHROME_PATH, PATH = '' } = process.env;
  return { chromePath: CHROME_PATH === '' ? undefined : CHROME_PATH, searchPath: PATH.split(delimiter) };
}
