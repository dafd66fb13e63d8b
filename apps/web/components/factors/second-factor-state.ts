import { untouched, type FormState } from '../../lib/form-state.ts';
import type { QrCode } from './qr-code.tsx';

export interface BegunState {
  form: FormState;
  /** What the authenticator app is told; undefined before. */
  begun: { secret: string; uri: string; qr: QrCode } | undefined;
}

export interface CodesState {
  form: FormState;
  /** Shown once; undefined before. */
  codes: readonly string[] | undefined;
}

export const nothingBegun: BegunState = { form: untouched, begun: undefined };
export const nothingMade: CodesState = { form: untouched, codes: undefined };
