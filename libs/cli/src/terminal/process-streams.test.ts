import { expect, it } from 'vitest';
import { processStreams } from './process-streams.ts';

function outlets(isTerminal: boolean) {
  const written: string[] = [];
  const outlet = { write: (text: string) => written.push(text), isTTY: isTerminal };
  return { written, outlet };
}

it.each<[string, boolean, boolean, boolean]>([
  ['a terminal', true, false, true],
  ['a terminal of someone who wants no colours', true, true, false],
  ['a file', false, false, false],
])('on %s colours are used where they can be seen and are wanted', (_name, isTerminal, noColours, expected) => {
  const { outlet } = outlets(isTerminal);
  expect(processStreams(outlet, outlet, noColours).hasColours).toBe(expected);
});

it('takes progress away before a line is written in its place', () => {
  const { written, outlet } = outlets(true);
  const streams = processStreams(outlet, outlet, false);
  streams.progress?.('Reading');
  streams.progress?.('Generating');
  streams.out('done');
  streams.error('late');
  streams.progress?.(null);
  expect(written).toEqual(['Reading', '\r\u001b[K', 'Generating', '\r\u001b[K', 'done\n', 'late\n']);
});

it('has no progress where nobody watches', () => {
  const { outlet } = outlets(false);
  expect(processStreams(outlet, outlet, false).progress).toBeUndefined();
});
