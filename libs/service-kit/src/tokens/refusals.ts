import { ServiceError } from '../errors/service-error.ts';

/** Of every refused token (RFC 6750, section 3). */
export const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' };

export function invalidToken(cause?: unknown): ServiceError {
  return new ServiceError('auth.token_invalid', { cause, headers: challenge });
}

export function expiredToken(): ServiceError {
  return new ServiceError('auth.token_expired', { headers: challenge });
}
