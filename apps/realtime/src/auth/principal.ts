import type { AccessClaims } from '@throughline/service-kit';

/** A person as a connection knows them: what their token says, and the token itself, to ask the owners of topics with. */
export interface Principal {
  readonly claims: AccessClaims;
  readonly token: string;
}
