/**
 * What a browser loads of JavaScript before a route of the web app is alive, by the manifests of its production build: the
 * framework's own files and those of the route with its layouts and boundaries, each as gzip (level 6, as nginx and Next
 * send it). What comes later (`import()`), and what only browsers without modules load, is left out.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';

const barBytes = 180 * 1024;
const build = join(import.meta.dirname, '../../../apps/web/.next');
const manifestName = 'page_client-reference-manifest.js';

interface RouteManifest {
  readonly entryJSFiles: Readonly<Record<string, readonly string[]>>;
}

const sizes = new Map<string, Promise<number>>();

const { rootMainFiles } = JSON.parse(await readFile(join(build, 'build-manifest.json'), 'utf8')) as {
  readonly rootMainFiles: readonly string[];
};
const files = await readdir(join(build, 'server/app'), { recursive: true });
const routes = await Promise.all(files.filter((file) => file.endsWith(manifestName)).map(measure));
routes.sort((left, right) => left.route.localeCompare(right.route));
console.log('first-load JavaScript, gzip');
for (const { route, bytes } of routes) console.log(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${route}`);
const over = routes.filter(({ bytes }) => bytes > barBytes);
if (routes.length === 0) throw new Error('There is no build to measure.');
console.log(over.length === 0 ? `all within ${barBytes / 1024} KB` : `over ${barBytes / 1024} KB: ${over.length}`);
if (over.length > 0) process.exitCode = 1;

async function measure(file: string): Promise<{ route: string; bytes: number }> {
  const scope: { globalThis?: unknown; __RSC_MANIFEST?: Readonly<Record<string, RouteManifest>> } = {};
  scope.globalThis = scope;
  runInContext(await readFile(join(build, 'server/app', file), 'utf8'), createContext(scope));
  const [[name, manifest] = ['', undefined]] = Object.entries(scope.__RSC_MANIFEST ?? {});
  const scripts = new Set([...rootMainFiles, ...Object.values(manifest?.entryJSFiles ?? {}).flat()]);
  const parts = await Promise.all([...scripts].map(sizeOf));
  const route = name.replace(/\/page$/, '').replaceAll(/\/\([^)]*\)/g, '');
  return { route: route === '' ? '/' : route, bytes: parts.reduce((sum, part) => sum + part, 0) };
}

function sizeOf(script: string): Promise<number> {
  const known = sizes.get(script);
  if (known !== undefined) return known;
  const size = readFile(join(build, decodeURIComponent(script))).then((content) => gzipSync(content).length);
  sizes.set(script, size);
  return size;
}
