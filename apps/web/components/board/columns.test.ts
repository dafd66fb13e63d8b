import { describe, expect, test } from 'vitest';
import { columnsOf, moveTo, placeOf, type Columns, type Move } from './columns.ts';
import { testTask } from './test-task.ts';

const tasks = [testTask('b'), testTask('a'), testTask('c', { status: 'done' }), testTask('d', { status: 'done' })];
const ids = (columns: Columns) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.map(({ id }) => id)]));

describe('the columns of a board', () => {
  test('hold the tasks of their status in the order of their ranks', () => {
    expect(ids(columnsOf(tasks, []))).toEqual({ todo: ['a', 'b'], in_progress: [], review: [], done: ['c', 'd'] });
  });

  const cases: [string, Move[], Record<string, string[]>][] = [
    [
      'to the top of a column',
      [{ taskId: 'a', status: 'done', afterId: null }],
      { todo: ['b'], done: ['a', 'c', 'd'] },
    ],
    ['behind another task', [{ taskId: 'a', status: 'done', afterId: 'c' }], { todo: ['b'], done: ['c', 'a', 'd'] }],
    ['within the column', [{ taskId: 'a', status: 'todo', afterId: 'b' }], { todo: ['b', 'a'] }],
    [
      'to the end when the neighbour is gone',
      [{ taskId: 'a', status: 'done', afterId: 'x' }],
      { done: ['c', 'd', 'a'] },
    ],
    ['nowhere when the task itself is gone', [{ taskId: 'x', status: 'done', afterId: null }], { todo: ['a', 'b'] }],
    [
      'one after the other',
      [
        { taskId: 'a', status: 'review', afterId: null },
        { taskId: 'b', status: 'review', afterId: 'a' },
      ],
      { todo: [], review: ['a', 'b'] },
    ],
  ];
  test.each(cases)('show a move that is under way: %s', (_, moves, expected) => {
    expect(ids(columnsOf(tasks, moves))).toMatchObject(expected);
  });
});

describe('a move to a place', () => {
  const columns = columnsOf(tasks, []);
  test.each([
    ['first', 'done', 0, null],
    ['second', 'done', 1, 'c'],
    ['last', 'done', 2, 'd'],
    ['beyond the end', 'done', 99, 'd'],
    ['before the beginning', 'done', -1, null],
    ['behind its own neighbour', 'todo', 1, 'b'],
    ['an empty column', 'review', 3, null],
  ] as const)('names the task before it: %s', (_, status, index, afterId) => {
    expect(moveTo(columns, 'a', status, index)).toEqual({ taskId: 'a', status, afterId });
  });

  test('knows where a task is', () => {
    expect(placeOf(columns, 'd')).toEqual({ status: 'done', index: 1 });
    expect(placeOf(columns, 'x')).toBeUndefined();
  });
});
