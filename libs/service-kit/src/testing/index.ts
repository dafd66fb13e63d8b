/** For the tests of every service and transport that takes tokens: one table of attacks. */
export type { SigningAlgorithm, TokenKind } from './recipes.ts';
export { createTestKey, type TestKey } from './test-issuer.ts';
export { goodTokens, tokenAttacks, type AttackedIssuer, type TokenAttack } from './token-attacks.ts';
