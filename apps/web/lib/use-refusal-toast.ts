'use client';

import { useEffect, useEffectEvent } from 'react';
import { useToast } from '../components/ui/toaster.tsx';
import type { FormState } from './form-state.ts';

/** For a form without a place for messages, such as a button: its refusal is shown as a toast. */
export function useRefusalToast(state: FormState): void {
  const showToast = useToast();
  const tell = useEffectEvent((text: string, requestId: string | undefined) => {
    showToast({ kind: 'error', text, requestId });
  });
  useEffect(() => {
    if (state.status !== 'refused') return;
    tell(state.message ?? Object.values(state.fields).flat().join(' '), state.requestId);
  }, [state]);
}
