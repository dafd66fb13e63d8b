'use client';

import dynamic from 'next/dynamic';
import { loadLater } from '../../lib/load-later.ts';

/** Comes after the form, which does without it. */
export const LaterPasskeySignIn = dynamic(
  () => loadLater(() => import('./passkey-sign-in.tsx')).then(({ PasskeySignIn }) => PasskeySignIn),
  { ssr: false },
);
