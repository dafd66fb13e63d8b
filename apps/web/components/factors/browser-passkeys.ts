import type { CreationOptions, RequestOptions } from '@throughline/contracts/backend';

/** Whether this browser makes and answers passkeys, and reads the JSON forms of WebAuthn, Level 3. */
export function knowsPasskeys(): boolean {
  return (
    'PublicKeyCredential' in window &&
    'parseCreationOptionsFromJSON' in PublicKeyCredential &&
    'parseRequestOptionsFromJSON' in PublicKeyCredential
  );
}

/** Whether it offers passkeys among what it fills into the field of the user name. */
export async function fillsInPasskeys(): Promise<boolean> {
  return knowsPasskeys() && (await PublicKeyCredential.isConditionalMediationAvailable());
}

/** @throws DOMException when the person or the authenticator refuses, or nobody answers in time */
export async function makePasskey(options: CreationOptions): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.create({ publicKey }));
}

/** @throws DOMException as above, and `AbortError` when `signal` ended it */
export async function askPasskey(
  options: RequestOptions,
  request: { mediation?: CredentialMediationRequirement; signal: AbortSignal },
): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return jsonOf(await navigator.credentials.get({ publicKey, ...request }));
}

function jsonOf(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('No passkey was given', 'NotAllowedError');
  return credential.toJSON();
}
