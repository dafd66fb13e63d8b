import { ServiceError } from '../errors/service-error.ts';
import { invalidToken } from './refusals.ts';

/**
 * The token of an `Authorization` header (RFC 6750, section 2.1).
 * @throws {ServiceError} `auth.not_authenticated` without a header, `auth.token_invalid` for another scheme
 */
export function bearerToken(header: string | undefined): string {
  if (header === undefined)
    throw new ServiceError('auth.not_authenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(header) ?? [];
  if (token === undefined) throw invalidToken();
  return token;
}
