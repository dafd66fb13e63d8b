'use client';

import { useActionState, useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Field } from '../../../components/ui/field.tsx';
import { Form } from '../../../components/ui/form.tsx';
import { Input } from '../../../components/ui/input.tsx';
import { PasswordInput } from '../../../components/ui/password-input.tsx';
import { SubmitButton } from '../../../components/ui/submit-button.tsx';
import { fieldErrors } from '../../../lib/form-state.ts';
import { signIn } from './actions.ts';
import { notSent } from './sign-in-state.ts';

const codeHint = 'From your authenticator app. A recovery code does as well.';

export function SignInForm({ next }: { next: string }) {
  const [{ form, needsCode }, action] = useActionState(signIn, notSent);
  const password = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  const sent = useRef('');
  // Where no script runs the password has to be typed again, and is not hidden.
  const [isKept, setIsKept] = useState(false);

  useEffect(() => {
    if (!needsCode || password.current === null) return;
    // The server has not sent it back, and the form has been emptied.
    password.current.value = sent.current;
    code.current?.focus();
  }, [form, needsCode]);

  return (
    <div
      onSubmit={() => {
        sent.current = password.current?.value ?? '';
        setIsKept(true);
      }}
    >
      <Form action={action} state={form}>
        <input type="hidden" name="next" value={next} />
        <div hidden={needsCode && isKept} className="grid grid-cols-1 gap-4">
          <Field form="sign-in" name="username" label="User name or email" errors={fieldErrors(form, 'username')}>
            {(control) => (
              <Input
                {...control}
                autoComplete="username webauthn"
                autoCapitalize="none"
                spellCheck={false}
                defaultValue={form.values['username']}
              />
            )}
          </Field>
          <Field form="sign-in" name="password" label="Password" errors={fieldErrors(form, 'password')}>
            {(control) => <PasswordInput {...control} ref={password} autoComplete="current-password" />}
          </Field>
        </div>
        {needsCode && (
          <Field form="sign-in" name="code" label="Code" hint={codeHint} errors={fieldErrors(form, 'code')}>
            {(control) => (
              <Input
                {...control}
                ref={code}
                autoComplete="one-time-code"
                inputMode="numeric"
                autoCapitalize="none"
                spellCheck={false}
              />
            )}
          </Field>
        )}
        <SubmitButton className="mt-1 w-full">Sign in</SubmitButton>
        {needsCode && isKept && (
          <Button
            variant="quiet"
            onClick={() => {
              window.location.reload();
            }}
          >
            Sign in as somebody else
          </Button>
        )}
      </Form>
    </div>
  );
}
