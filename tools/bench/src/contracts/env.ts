/** The folder with real documents; undefined when none is given. */
export const corpusFolder = process.env['THROUGHLINE_CORPUS'];

/** What children get: ours, and a folder in which each Node process of theirs leaves what it used. */
export function childEnvironment(usageFolder: string): NodeJS.ProcessEnv {
  const reporter = new URL('report-usage.mjs', import.meta.url).href;
  return { ...process.env, NO_COLOR: '1', NODE_OPTIONS: `--import=${reporter}`, BENCH_USAGE_FOLDER: usageFolder };
}
