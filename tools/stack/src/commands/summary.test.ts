import { expect, test } from 'vitest';
import { countTests, failedTests } from './summary.ts';

test.each([
  ['Vitest', '<testsuites tests="3"><testsuite name="a &gt; b" tests="2" failures="1" errors="0" skipped="0">', 1, 1],
  ['pytest', '<testsuites><testsuite name="pytest" errors="1" failures="0" skipped="0" tests="5" time="0.1">', 4, 1],
  ['several suites', '<testsuite tests="2" failures="0"/><testsuite tests="3" failures="1"/>', 4, 1],
  ['a skipped test', '<testsuite tests="2" failures="0" errors="0" skipped="1">', 1, 1],
  ['no suite', '<testsuites/>', 0, 0],
])('%s is counted', (_, junit, passed, failed) => {
  expect(countTests(junit)).toEqual({ passed, failed });
});

test('what failed is told with its file and how its message begins', () => {
  const junit = `<testsuite tests="4" failures="2" skipped="1">
    <testcase classname="src/a.test.ts" name="a &gt; good" time="0.1"></testcase>
    <testcase classname="src/a.test.ts" name="none" time="0.1"/>
    <testcase classname="src/a.test.ts" name="a &gt; bad" time="0.1">
      <failure message="expected 1" type="AssertionError">AssertionError: expected &apos;1&#39;
 at b &lt;c&gt;</failure></testcase>
    <testcase classname="b" name="bare"><failure message="No &quot;x&quot;"/></testcase>
    <testcase classname="b" name="left out"><skipped message="later"><![CDATA[one]]></skipped></testcase>
  </testsuite>`;
  expect(failedTests(junit)).toEqual([
    "FAILED src/a.test.ts › a > bad\n    expected 1\n    AssertionError: expected '1'\n     at b <c>",
    'FAILED b › bare\n    No "x"',
    'FAILED b › left out\n    later\n    one',
  ]);
});
