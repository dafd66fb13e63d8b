import { expect, test } from 'vitest';
import { taskBody } from './task-body.ts';

test.each([
  [
    { title: 'Paint', priority: 'high', due_date: '2026-12-01', assignee_id: 'p-1' },
    { title: 'Paint', priority: 'high', due_date: '2026-12-01', assignee_id: 'p-1' },
  ],
  [
    { title: '', priority: 'loud', due_date: '', assignee_id: '' },
    { title: '', priority: undefined, due_date: null, assignee_id: null },
  ],
])('%o says what it means', (values, body) => {
  expect(taskBody(values)).toEqual(body);
});
