import { describe, expect, test } from 'vitest';
import { mergeRead, withChange } from './board-changes.ts';
import { testTask } from './test-task.ts';

describe('what becomes known about a task', () => {
  const tasks = [testTask('a', { version: 3 }), testTask('b')];

  test('replaces an older state', () => {
    const task = testTask('a', { version: 4, status: 'done' });
    expect(withChange(tasks, { kind: 'task', task })).toEqual([task, tasks[1]]);
  });

  test.each([2, 3])('is left out when it is no newer: version %i', (version) => {
    const task = testTask('a', { version, status: 'done' });
    expect(withChange(tasks, { kind: 'task', task })).toBe(tasks);
  });

  test('adds a task that was not known', () => {
    expect(withChange(tasks, { kind: 'task', task: testTask('c') })).toHaveLength(3);
  });

  test('takes a deleted task away, twice as well', () => {
    const once = withChange(tasks, { kind: 'gone', taskId: 'a' });
    expect(once.map(({ id }) => id)).toEqual(['b']);
    expect(withChange(once, { kind: 'gone', taskId: 'a' })).toEqual(once);
  });
});

describe('a board that was read again', () => {
  test('forgets what is no longer there', () => {
    expect(mergeRead([testTask('b')], []).map(({ id }) => id)).toEqual(['b']);
  });

  test('keeps what an event told while it was being read', () => {
    const moved = testTask('a', { version: 2, status: 'done' });
    const merged = mergeRead(
      [testTask('a'), testTask('b')],
      [
        { kind: 'task', task: moved },
        { kind: 'gone', taskId: 'b' },
        { kind: 'task', task: testTask('c') },
      ],
    );
    expect(merged).toEqual([moved, testTask('c')]);
  });

  test('holds a row once that two pages repeated', () => {
    expect(mergeRead([testTask('a'), testTask('a', { version: 2 })], [])).toEqual([testTask('a', { version: 2 })]);
  });
});
