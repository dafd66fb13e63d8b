import type { Task } from '@throughline/contracts/backend';

/** A task as the backend would answer with it. */
export function testTask(id: string, changes: Partial<Task> = {}): Task {
  return {
    id,
    project_id: 'project',
    number: 1,
    title: id,
    description: '',
    status: 'todo',
    priority: 'normal',
    rank: id,
    assignee: null,
    due_date: null,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    version: 1,
    ...changes,
  };
}
