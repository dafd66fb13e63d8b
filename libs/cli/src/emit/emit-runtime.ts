import { readFileSync } from 'node:fs';
import { type EmitOptions, HEADER } from './emit-options.ts';
import type { RuntimeModule } from './print-zod.ts';

/** The folder stands beside `src` and beside `dist`. */
const TEMPLATES = new URL('../../runtime/', import.meta.url);

/** The run-time modules that the printed code uses, with the ones that those import. */
export function emitRuntime(used: ReadonlySet<RuntimeModule>, options: EmitOptions): Map<string, string> {
  const files = new Map<string, string>();
  // Every module declares its schemas with this one.
  const waiting: string[] = ['schema', ...used];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const path = `runtime/${name}.ts`;
    if (files.has(path)) continue;
    const source = readFileSync(new URL(`${name}.ts`, TEMPLATES), 'utf8');
    for (const [, imported] of source.matchAll(/from '\.\/([a-z-]+)\.ts'/g))
      if (imported !== undefined) waiting.push(imported);
    files.set(path, `${HEADER}\n\n${adapt(source, options)}`);
  }
  return files;
}

function adapt(source: string, options: EmitOptions): string {
  const text = source.replace(/(from '\.\/[a-z-]+)\.ts'/g, `$1${options.importExtension}'`);
  return options.zod === 'mini' ? text : text.replaceAll("'zod/mini'", "'zod'").replaceAll('ZodMiniType', 'ZodType');
}
