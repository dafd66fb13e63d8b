import * as z from 'zod/mini';
import table from './token-attacks.json' with { type: 'json' };

export const algorithms = ['HS256', 'EdDSA', 'RS256'] as const;
/** How tokens are signed. */
export type SigningAlgorithm = (typeof algorithms)[number];

const kinds = ['access', 'refresh', 'service'] as const;
/** What a token is for, and where tokens of that kind are asked for. */
export type TokenKind = (typeof kinds)[number];

const record = z.record(z.string(), z.unknown());

/** How a token is made from a good one. It is data, so that the tests of the issuer, in another language, read the same. */
const recipeSchema = z.strictObject({
  name: z.string(),
  /** Where it is shown; everywhere unless said. */
  doors: z._default(z.array(z.enum(kinds)), [...kinds]),
  /** Where it can be made; everywhere unless said. */
  signing: z._default(z.array(z.enum(algorithms)), [...algorithms]),
  /** Of the good token; that of the door unless said. */
  kind: z.optional(z.enum(kinds)),
  session: z.optional(z.literal('ended')),
  header: z._default(record, {}),
  withoutHeader: z._default(z.array(z.string()), []),
  claims: z._default(record, {}),
  without: z._default(z.array(z.string()), []),
  /** Seconds from now. */
  times: z._default(z.record(z.string(), z.number()), {}),
  /** Stands before the rest, which says it again. */
  twice: z._default(record, {}),
  twiceInHeader: z._default(record, {}),
  /** Characters of one more claim. */
  padding: z._default(z.number(), 0),
  /** In place of the claims. */
  payload: z.optional(z.string()),
  /** In place of the header. */
  rawHeader: z.optional(z.string()),
  /** In place of the token. */
  text: z.optional(z.string()),
  key: z._default(z.enum(['own', 'other', 'public', 'empty', 'none']), 'own'),
  signAs: z.optional(z.enum([...algorithms, 'HS384', 'HS512'])),
  change: z.optional(
    z.enum([
      'no signature',
      'two parts',
      'four parts',
      'cut signature',
      'altered signature',
      'longer signature',
      'foreign signature',
      'altered claims',
      'altered header',
      'two tokens',
      'JSON',
    ]),
  ),
  /** Where HTTP itself refuses it, as its servers do. */
  size: z.optional(z.literal('beyond any header')),
  code: z._default(
    z.enum(['auth.token_invalid', 'auth.token_expired', 'auth.session_revoked', 'auth.permission_denied']),
    'auth.token_invalid',
  ),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const recipes = z.strictObject({ accepted: z.array(recipeSchema), refused: z.array(recipeSchema) }).parse(table);
