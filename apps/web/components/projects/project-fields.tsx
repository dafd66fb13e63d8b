import { fieldErrors, type FormState, type FormValues } from '../../lib/form-state.ts';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { TextArea } from '../ui/text-area.tsx';

interface ProjectFieldsProps {
  /** Unique on the page. */
  form: string;
  state: FormState;
  /** What stands in the fields before anything was sent. */
  initial?: FormValues;
}

/** What a person writes about a project. */
export function ProjectFields({ form, state, initial = {} }: ProjectFieldsProps) {
  const values = state.status === 'refused' ? state.values : initial;
  const field = (name: string) => ({ form, name, errors: fieldErrors(state, name) });
  return (
    <>
      <Field {...field('title')} label="Title">
        {(control) => <Input {...control} autoComplete="off" maxLength={200} defaultValue={values['title']} />}
      </Field>
      <Field {...field('description')} label="Description" isOptional>
        {(control) => <TextArea {...control} maxLength={20_000} defaultValue={values['description']} />}
      </Field>
      <Field {...field('due_date')} label="Due" isOptional>
        {(control) => <Input {...control} type="date" defaultValue={values['due_date']} />}
      </Field>
    </>
  );
}
