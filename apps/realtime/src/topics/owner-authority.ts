import { coreErrorCodes, type CoreErrorCode } from '@throughline/contracts/wire';
import { challenge, ServiceError } from '@throughline/service-kit';
import * as z from 'zod/mini';
import type { Principal } from '../auth/principal.ts';
import { readJson } from './read-json.ts';
import type { Grant, TopicAuthority } from './topic-authority.ts';

export interface OwnerAuthorityOptions {
  /** Where the owning service answers, without a slash at the end. */
  ownerUrl: string;
  timeoutMs: number;
}

const isCode = (code: string): code is CoreErrorCode => code in coreErrorCodes;

const expired = z.object({ code: z.literal('auth.token_expired') });

const answer = z.object({
  results: z.array(
    z.union([
      z.object({ requested: z.string(), topic: z.string() }),
      z.object({ requested: z.string(), refused: z.string() }),
    ]),
  ),
});

/**
 * Asks the service that owns the topics, as the person: its answer is that of its own permissions. While it is away new
 * grants get `server.unavailable`, and connections that stand stay.
 */
export class OwnerAuthority implements TopicAuthority {
  readonly #options: OwnerAuthorityOptions;

  constructor(options: OwnerAuthorityOptions) {
    this.#options = options;
  }

  /** @throws {ServiceError} what the owner says of the token, else `server.unavailable` */
  async authorize({ token }: Principal, requested: readonly string[]): Promise<readonly Grant[]> {
    const signal = AbortSignal.timeout(this.#options.timeoutMs);
    const response = await this.#ask(token, requested, signal);
    // Read whatever it says: an answer that is not read keeps its connection.
    const body = await readJson(response, signal);
    if (response.status === 401) {
      const code = expired.safeParse(body).success ? 'auth.token_expired' : 'auth.token_invalid';
      throw new ServiceError(code, { headers: challenge });
    }
    const parsed = response.status === 200 ? answer.safeParse(body) : undefined;
    const results = parsed?.data?.results;
    if (
      results?.length !== requested.length ||
      results.some((result, index) => result.requested !== requested[index])
    ) {
      throw new ServiceError('server.unavailable', {
        headers: { 'Retry-After': '1' },
        cause: `The owner answered ${response.status}`,
      });
    }
    return results.map((result): Grant => {
      if ('topic' in result) return result;
      return {
        requested: result.requested,
        refused: isCode(result.refused) ? result.refused : 'auth.permission_denied',
      };
    });
  }

  async #ask(token: string, topics: readonly string[], signal: AbortSignal): Promise<Response> {
    const { ownerUrl } = this.#options;
    try {
      return await fetch(`${ownerUrl}/api/topics/grants/`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ topics }),
        redirect: 'error',
        signal,
      });
    } catch (cause) {
      throw new ServiceError('server.unavailable', { headers: { 'Retry-After': '1' }, cause });
    }
  }
}
