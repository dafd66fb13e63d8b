import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('counters and gauges are written in the text form of Prometheus, label values escaped', () => {
  const metrics = new Metrics();
  const count = metrics.counter('answers', 'Answers.');
  count({ path: 'a"b\\c\nd' });
  count({ path: 'a"b\\c\nd' }, 2);
  metrics.gauge('open', 'Open.', () => 7);
  expect(metrics.text()).toBe(
    '# HELP answers Answers.\n# TYPE answers counter\nanswers{path="a\\"b\\\\c\\nd"} 3\n# HELP open Open.\n# TYPE open gauge\nopen 7\n',
  );
});

test('a name stands for one metric', () => {
  const metrics = new Metrics();
  metrics.counter('answers', 'Answers.');
  expect(() => metrics.counter('answers', 'Again.')).toThrow('exists already');
});
