import { TaskPriorityEnumValues, type Person } from '@throughline/contracts/backend';
import { fieldErrors, type FormState, type FormValues } from '../../lib/form-state.ts';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { priorityLabels } from './task-labels.ts';

interface TaskFieldsProps {
  /** Unique on the page. */
  form: string;
  state: FormState;
  /** What stands in the fields before anything was sent. */
  initial: FormValues;
  /** Who can be given the task. */
  team: readonly Person[];
}

/** What a person says about a task in short. */
export function TaskFields({ form, state, initial, team }: TaskFieldsProps) {
  const values = state.status === 'refused' ? state.values : initial;
  const field = (name: string) => ({ form, name, errors: fieldErrors(state, name) });
  return (
    <>
      <Field {...field('title')} label="Title">
        {(control) => <Input {...control} autoComplete="off" maxLength={200} defaultValue={values['title']} />}
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field {...field('priority')} label="Priority">
          {(control) => (
            <Select key={values['priority']} {...control} defaultValue={values['priority']}>
              {TaskPriorityEnumValues.map((priority) => (
                <option key={priority} value={priority}>
                  {priorityLabels[priority]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field {...field('due_date')} label="Due" isOptional>
          {(control) => <Input {...control} type="date" defaultValue={values['due_date']} />}
        </Field>
      </div>
      <Field {...field('assignee_id')} label="Assignee" isOptional>
        {(control) => (
          <Select key={values['assignee_id']} {...control} defaultValue={values['assignee_id']}>
            <option value="">Nobody yet</option>
            {team.map(({ id, display_name }) => (
              <option key={id} value={id}>
                {display_name}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
