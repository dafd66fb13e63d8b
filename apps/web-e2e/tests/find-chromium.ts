import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { environment } from '../env.ts';

export interface Chromium {
  executablePath: string;
  args: string[];
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** `CHROME_PATH`, else a Chromium or Chrome of this machine, else the one inside the npm package. Nothing is downloaded. */
export async function findChromium(): Promise<Chromium> {
  const { chromePath, searchPath } = environment();
  const candidates = [...searchPath.flatMap((folder) => names.map((name) => join(folder, name))), ...applications];
  const found = chromePath ?? candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) return { executablePath: found, args: [] };
  // Not the arguments that the package proposes: they switch off what the tests look at (one process, no web security).
  return { executablePath: await packaged.executablePath(), args: [] };
}
