import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** What a control inside a field takes over. */
export interface FieldControl {
  id: string;
  name: string;
  'aria-invalid': boolean;
  'aria-describedby': string | undefined;
}

interface FieldProps {
  /** Unique on the page; the control's id is made from it. */
  form: string;
  name: string;
  label: string;
  hint?: string;
  isOptional?: boolean;
  errors?: readonly string[] | undefined;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, control, hint and error below, tied together for those who cannot see it. */
export function Field({ form, name, label, hint, isOptional = false, errors = [], children }: FieldProps) {
  const id = `${form}-${name}`;
  const isInvalid = errors.length > 0;
  const described = [hint === undefined ? '' : `${id}-hint`, isInvalid ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="grid grid-cols-1 gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {isOptional && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      {children({
        id,
        name,
        'aria-invalid': isInvalid,
        'aria-describedby': described === '' ? undefined : described,
      })}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {isInvalid && (
        <p id={`${id}-error`} className="flex gap-1 text-xs text-bad">
          <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
          {errors.join(' ')}
        </p>
      )}
    </div>
  );
}
