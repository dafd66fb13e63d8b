import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace-root.ts';

interface Counts {
  passed: number;
  failed: number;
}

const groups = ['apps', 'libs', 'tools'];

const shownLines = 12;

/**
 * Prints what failed and, as the last line, `N passed, N failed` over the JUnit files that the projects' tests left in their `test-results` folders.
 * @param args the exit code of the run: when it is not 0 although no test failed, the task that failed counts as one
 * @returns 1 when there was no test at all, else 0
 */
export function summary([status = '0']: readonly string[]): Promise<number> {
  const results = resultFiles(workspaceRoot).map((file) => readFileSync(file, 'utf8'));
  for (const failure of results.flatMap(failedTests)) console.log(failure);
  const counts = results.map(countTests);
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

/** The tests of a JUnit file that failed, each with its file and how its message begins. */
export function failedTests(junit: string): string[] {
  const testCase = /<testcase ([^>]*[^/])>(.*?)<\/testcase>/gs;
  return [...junit.matchAll(testCase)].flatMap(([, attributes = '', content = '']) => {
    const failure = /<(?:failure|error|skipped)([^>]*?)(?:\/>|>(.*?)<\/)/s.exec(content);
    if (failure === null) return [];
    const [, head = '', body = ''] = failure;
    // pytest says in the message what was wrong, Playwright in the text; Vitest in both.
    const lines = plain(`${text(head, 'message') ?? ''}\n${body}`)
      .trim()
      .split('\n');
    const place = `${text(attributes, 'classname') ?? ''} › ${text(attributes, 'name') ?? ''}`;
    return [[`FAILED ${plain(place)}`, ...lines.slice(0, shownLines).map((line) => `    ${line}`)].join('\n')];
  });
}

function plain(escaped: string): string {
  const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return escaped
    .replace(/<!\[CDATA\[|\]\]>/g, '')
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => characters[name] ?? '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}

function text(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
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
