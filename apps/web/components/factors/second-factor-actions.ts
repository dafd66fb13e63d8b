'use server';

import type { FieldErrors } from '@throughline/contracts/wire';
import { encodeQR } from 'qr';
import { api } from '../../lib/api.ts';
import { required } from '../../lib/form-checks.ts';
import { formValues } from '../../lib/form-values.ts';
import { forwardedHeaders } from '../../lib/forwarded-headers.ts';
import { refusal } from '../../lib/refusal.ts';
import { proofOf } from './proof.ts';
import type { QrCode } from './qr-code.tsx';
import { nothingMade, type BegunState, type CodesState } from './second-factor-state.ts';

/** A secret for an authenticator app. */
export async function beginSecondFactor(_: BegunState, data: FormData): Promise<BegunState> {
  const { body, fields } = proofOf(data);
  if (fields !== undefined) return { form: refused(fields), begun: undefined };
  try {
    const { secret, uri } = await api().auth.beginSecondFactor({ body });
    return { form: { status: 'done', values: {} }, begun: { secret, uri, qr: qrOf(uri) } };
  } catch (error) {
    return { form: refusal(error, {}, ['current_password']), begun: undefined };
  }
}

/** Switches it on by a code that the app shows. */
export async function confirmSecondFactor(_: CodesState, data: FormData): Promise<CodesState> {
  const { code } = formValues(data, ['code']);
  const fields = required({ code }, { code: 'Enter the code that your app shows.' });
  if (fields !== undefined) return { ...nothingMade, form: refused(fields) };
  return codes(['code'], async () =>
    api().auth.confirmSecondFactor({ body: { code }, headers: await forwardedHeaders() }),
  );
}

export async function remakeRecoveryCodes(_: CodesState, data: FormData): Promise<CodesState> {
  const { body, fields } = proofOf(data);
  if (fields !== undefined) return { ...nothingMade, form: refused(fields) };
  return codes(['current_password'], async () =>
    api().auth.remakeRecoveryCodes({ body, headers: await forwardedHeaders() }),
  );
}

export async function disableSecondFactor(_: CodesState['form'], data: FormData): Promise<CodesState['form']> {
  const { body, fields } = proofOf(data);
  if (fields !== undefined) return refused(fields);
  try {
    await api().auth.disableSecondFactor({ body, headers: await forwardedHeaders() });
    return { status: 'done', values: {} };
  } catch (error) {
    return refusal(error, {}, ['current_password']);
  }
}

async function codes(shown: readonly string[], call: () => Promise<{ recovery_codes: string[] }>): Promise<CodesState> {
  try {
    const { recovery_codes } = await call();
    return { form: { status: 'done', values: {} }, codes: recovery_codes };
  } catch (error) {
    return { ...nothingMade, form: refusal(error, {}, shown) };
  }
}

function refused(fields: FieldErrors): CodesState['form'] {
  return { status: 'refused', values: {}, fields, message: undefined, requestId: undefined };
}

/** Drawn here, so that no browser has to load what draws it. */
function qrOf(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { border: 2 });
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size: rows.length, path };
}
