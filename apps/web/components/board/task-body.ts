import { TaskPriorityEnumValues, type TaskPriorityEnum } from '@throughline/contracts/backend';

export const taskFieldNames = ['title', 'priority', 'due_date', 'assignee_id'] as const;

interface TaskBody {
  title: string;
  priority: TaskPriorityEnum | undefined;
  due_date: string | null;
  assignee_id: string | null;
}

/** What the fields of a task's form say to the service: an empty day is none, an empty choice is nobody. */
export function taskBody(values: Readonly<Record<(typeof taskFieldNames)[number], string>>): TaskBody {
  const { title, priority, due_date, assignee_id } = values;
  return {
    title,
    priority: TaskPriorityEnumValues.find((known) => known === priority),
    due_date: due_date === '' ? null : due_date,
    assignee_id: assignee_id === '' ? null : assignee_id,
  };
}
