import { forge } from './forge.ts';
import { recipes, type Recipe, type TokenKind } from './recipes.ts';
import type { TestKey } from './test-issuer.ts';

/** Who is attacked. */
export interface AttackedIssuer {
  key: TestKey;
  /** Of a good token of that kind, made now. */
  claims: (kind: TokenKind) => Readonly<Record<string, unknown>>;
  /** Of an access token whose session has ended; without it such tokens are left out. */
  endedClaims?: Readonly<Record<string, unknown>>;
}

export interface TokenAttack {
  name: string;
  /** Made when it is shown, so that its times are right. */
  token: () => string;
  /** Too large for the header of a request: there it is refused before anybody reads it. */
  isBeyondHeaders: boolean;
  /** Of the table of error codes. */
  code: Recipe['code'];
}

/** Every token that must be refused at a door, and why it is. */
export function tokenAttacks(door: TokenKind, issuer: AttackedIssuer): readonly TokenAttack[] {
  return toAttacks(recipes.refused, door, issuer);
}

/** Tokens that are as odd and must be accepted: who refuses everything passes the others. */
export function goodTokens(door: TokenKind, issuer: AttackedIssuer): readonly TokenAttack[] {
  return toAttacks(recipes.accepted, door, issuer);
}

function toAttacks(from: readonly Recipe[], door: TokenKind, issuer: AttackedIssuer): readonly TokenAttack[] {
  return from
    .filter(({ doors, signing }) => doors.includes(door) && signing.includes(issuer.key.algorithm))
    .filter(({ session }) => session === undefined || issuer.endedClaims !== undefined)
    .map((recipe) => ({
      name: recipe.name,
      isBeyondHeaders: recipe.size !== undefined,
      code: recipe.code,
      token: () => {
        const claims = recipe.session === 'ended' ? issuer.endedClaims : undefined;
        return forge(recipe, { own: issuer.key, claims: claims ?? issuer.claims(recipe.kind ?? door) });
      },
    }));
}
