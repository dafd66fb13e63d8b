import { describe, expect, test } from 'vitest';
import { columnsOf } from './columns.ts';
import { movedPlace, neighbour } from './keyboard.ts';
import { testTask } from './test-task.ts';

const columns = columnsOf(
  [testTask('a'), testTask('b'), testTask('c'), testTask('d', { status: 'review' }), testTask('e', { status: 'done' })],
  [],
);

describe('an arrow', () => {
  test.each([
    ['a', 'ArrowDown', 'b'],
    ['a', 'ArrowUp', undefined],
    ['c', 'ArrowDown', undefined],
    ['a', 'ArrowRight', 'd'],
    ['c', 'ArrowRight', 'd'],
    ['d', 'ArrowLeft', 'a'],
    ['e', 'ArrowRight', undefined],
    ['a', 'ArrowLeft', undefined],
    ['a', 'Enter', undefined],
    ['gone', 'ArrowDown', undefined],
  ])('from card %s by %s goes to %s', (from, key, to) => {
    expect(neighbour(columns, from, key)).toBe(to);
  });

  test.each([
    ['a', 'ArrowDown', { status: 'todo', index: 1 }],
    ['c', 'ArrowDown', { status: 'todo', index: 2 }],
    ['a', 'ArrowUp', { status: 'todo', index: 0 }],
    ['c', 'ArrowRight', { status: 'in_progress', index: 0 }],
    ['d', 'ArrowRight', { status: 'done', index: 0 }],
    ['b', 'ArrowLeft', { status: 'todo', index: 1 }],
    ['e', 'ArrowRight', { status: 'done', index: 0 }],
    ['a', 'x', undefined],
    ['gone', 'ArrowDown', undefined],
  ])('moves the lifted card %s by %s', (taskId, key, place) => {
    expect(movedPlace(columns, taskId, key)).toEqual(place);
  });
});
