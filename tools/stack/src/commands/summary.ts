import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';

interface Counts {
  passed: number;
  failed: number;
}

const groups = ['apps', 'libs', 'tools'];

/**
 * Prints `N passed, N failed` over the JUnit files that the projects' tests left in their `test-results` folders.
 * @param args the exit code of the run: when it is not 0 although no test failed, the task that failed counts as one
 * @returns 1 when there was no test at all, else 0
 */
export function summary([status = '0']: readonly string[]): Promise<number> {
  const counts = resultFiles(workspaceRoot).map((file) => countTests(readFileSync(file, 'utf8')));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  console.log(`${passed} passed, ${failed === 0 && status !== '0' ? 1 : failed} failed`);
  return Promise.resolve(passed + failed === 0 ? 1 : 0);
}

/** A skipped test counts as failed: there are to be none. */
export function countTests(junit: string): Counts {
  let passed = 0;
  let failed = 0;
  for (const [suite] of junit.matchAll(/<testsuite [^>]*>/g)) {
    const bad = attribute(suite, 'failures') + attribute(suite, 'errors') + attribute(suite, 'skipped');
    failed += bad;
    passed += attribute(suite, 'tests') - bad;
  }
  return { passed, failed };
}

function attribute(element: string, name: string): number {
  return Number(new RegExp(`\\s${name}="(\\d+)"`).exec(element)?.[1] ?? 0);
}

function resultFiles(root: string): string[] {
  return groups
    .flatMap((group) => filesOf(join(root, group), '').map((project) => join(root, group, project, 'test-results')))
    .flatMap((folder) => filesOf(folder, '.xml').map((file) => join(folder, file)));
}

function filesOf(folder: string, extension: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(extension)) : [];
}
