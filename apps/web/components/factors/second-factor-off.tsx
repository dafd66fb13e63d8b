'use client';

import { useActionState, useEffect, useEffectEvent } from 'react';
import { fieldErrors } from '../../lib/form-state.ts';
import { Field } from '../ui/field.tsx';
import { Form } from '../ui/form.tsx';
import { Input } from '../ui/input.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { ProofField } from './proof-field.tsx';
import { QrImage } from './qr-code.tsx';
import { beginSecondFactor, confirmSecondFactor } from './second-factor-actions.ts';
import { nothingBegun, nothingMade, type BegunState } from './second-factor-state.ts';

interface SecondFactorOffProps {
  hasPassword: boolean;
  username: string;
  onCodes: (codes: readonly string[]) => void;
}

export function SecondFactorOff({ onCodes, ...person }: SecondFactorOffProps) {
  const [{ form, begun }, action] = useActionState(beginSecondFactor, nothingBegun);
  if (begun !== undefined) return <ConfirmApp begun={begun} onCodes={onCodes} />;
  return (
    <Form action={action} state={form}>
      <ProofField form="begin-second-factor" state={form} {...person} />
      <SubmitButton className="mt-1 justify-self-start">Set up an authenticator app</SubmitButton>
    </Form>
  );
}

interface ConfirmAppProps {
  begun: NonNullable<BegunState['begun']>;
  onCodes: (codes: readonly string[]) => void;
}

function ConfirmApp({ begun, onCodes }: ConfirmAppProps) {
  const [{ form, codes }, action] = useActionState(confirmSecondFactor, nothingMade);
  const done = useEffectEvent(onCodes);
  useEffect(() => {
    if (codes !== undefined) done(codes);
  }, [codes]);
  return (
    <Form action={action} state={form}>
      <div className="grid grid-cols-1 justify-items-start gap-3">
        <p className="text-sm">Scan this with your authenticator app, or open it on this device.</p>
        <QrImage code={begun.qr} label="QR code for your authenticator app" />
        <a href={begun.uri} className="text-sm font-medium text-accent-ink underline underline-offset-2">
          Open the app on this device
        </a>
        <p className="text-sm text-ink-2">
          Or type this into the app: <code className="font-mono break-all text-ink">{inGroups(begun.secret)}</code>
        </p>
      </div>
      <Field
        form="confirm-second-factor"
        name="code"
        label="Code"
        hint="The six digits that the app shows now."
        errors={fieldErrors(form, 'code')}
      >
        {(control) => (
          <Input {...control} autoFocus autoComplete="one-time-code" inputMode="numeric" className="max-w-40" />
        )}
      </Field>
      <SubmitButton className="mt-1 justify-self-start">Switch on</SubmitButton>
    </Form>
  );
}

function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
