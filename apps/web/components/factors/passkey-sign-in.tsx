'use client';

import { KeyRound } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, useTransition } from 'react';
import { beginPasskeySignIn, signInWithPasskey } from './passkey-sign-in-actions.ts';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { askPasskey, fillsInPasskeys, knowsPasskeys } from './browser-passkeys.ts';

/** Its challenge is good for ten minutes: before that the browser is given another one. */
const fillInForMs = 9 * 60_000;
const notUsed = 'No passkey was used. Try again, or sign in with your password.';

/** A button, and the browser's own list at the field of the user name. Nothing in a browser without passkeys. */
export function PasskeySignIn({ next }: { next: string }) {
  const [message, setMessage] = useState<string>();
  const [isPending, startTransition] = useTransition();
  // A browser asks for one thing at a time: the button takes over from the list.
  const asking = useRef<AbortController>(undefined);

  const ask = async (mediation: 'conditional' | 'required') => {
    asking.current?.abort();
    const current = new AbortController();
    asking.current = current;
    const options = await beginPasskeySignIn();
    if (current.signal.aborted) return;
    if ('status' in options) {
      if (mediation === 'required' && options.status === 'refused') setMessage(options.message);
      return;
    }
    const credential = await askPasskey(options, { mediation, signal: current.signal });
    // In a transition, which leads on to where the action sends the browser.
    startTransition(async () => {
      const answer = await signInWithPasskey(credential, next);
      if (answer.status === 'refused') setMessage(answer.message);
    });
  };

  const fillIn = useEffectEvent(() => {
    ask('conditional').catch(setMessageUnlessAborted);
  });

  const setMessageUnlessAborted = (error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    if (error.name !== 'AbortError') setMessage(notUsed);
  };

  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    let isGone = false;
    void fillsInPasskeys().then((can) => {
      if (!can || isGone) return;
      fillIn();
      timer = setInterval(fillIn, fillInForMs);
    });
    return () => {
      isGone = true;
      clearInterval(timer);
      asking.current?.abort();
    };
  }, []);

  if (!knowsPasskeys()) return null;
  return (
    <div className="mt-3 grid grid-cols-1 gap-3">
      <Button
        className="w-full"
        aria-disabled={isPending}
        onClick={() => {
          if (isPending) return;
          setMessage(undefined);
          ask('required').catch(setMessageUnlessAborted);
        }}
      >
        <KeyRound aria-hidden className="size-4" /> Sign in with a passkey
      </Button>
      {message !== undefined && <Alert>{message}</Alert>}
    </div>
  );
}
