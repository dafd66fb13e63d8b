import { expect, test } from 'vitest';
import { countTests } from './summary.ts';

test.each([
  ['Vitest', '<testsuites tests="3"><testsuite name="a &gt; b" tests="2" failures="1" errors="0" skipped="0">', 1, 1],
  ['pytest', '<testsuites><testsuite name="pytest" errors="1" failures="0" skipped="0" tests="5" time="0.1">', 4, 1],
  ['several suites', '<testsuite tests="2" failures="0"/><testsuite tests="3" failures="1"/>', 4, 1],
  ['a skipped test', '<testsuite tests="2" failures="0" errors="0" skipped="1">', 1, 1],
  ['no suite', '<testsuites/>', 0, 0],
])('%s is counted', (_, junit, passed, failed) => {
  expect(countTests(junit)).toEqual({ passed, failed });
});
