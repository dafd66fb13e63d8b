/**
 * The error codes that every service of Throughline and the SDK share. A service's own codes (`project.not_found`)
 * stand in its OpenAPI document and come from there; a code never changes its meaning once it has been released.
 */
export interface ErrorCode {
  /** HTTP status of the answer that carries the code. */
  readonly status: number;
  /** Whether the same request may succeed later without a change of the request. */
  readonly retryable: boolean;
  /** One line fit to show a person; the English form, services translate it by `Accept-Language`. */
  readonly message: string;
  /** For the developer: what happened and what to do about it. */
  readonly help: string;
}

export const coreErrorCodes = {
  'auth.not_authenticated': {
    status: 401,
    retryable: false,
    message: 'User not authenticated',
    help: 'The request carried no token. Send `Authorization: Bearer <access token>`.',
  },
  'auth.token_expired': {
    status: 401,
    retryable: false,
    message: 'Token expired',
    help: 'The access token is past its `exp`. Get the next pair with the refresh token and send the request again.',
  },
  'auth.token_invalid': {
    status: 401,
    retryable: false,
    message: 'Invalid token',
    help: 'The token is malformed, has a wrong signature, algorithm, issuer, audience or type, or misses a claim. Sign in again.',
  },
  'auth.credentials_invalid': {
    status: 401,
    retryable: false,
    message: 'The user name or password is not right.',
    help: 'Sign-in failed. The answer is the same whether or not the account exists.',
  },
  'auth.second_factor_required': {
    status: 401,
    retryable: false,
    message: 'Enter the code of your authenticator app, or a recovery code.',
    help: 'The password was right, and the person has a second factor. Send the same request again with `code`.',
  },
  'auth.second_factor_invalid': {
    status: 401,
    retryable: false,
    message: 'This code is not right, or it was used already. Wait for the next one.',
    help: 'The password was right, the `code` was not. Each code works once; the clock of the device may be off by a minute.',
  },
  'auth.session_revoked': {
    status: 401,
    retryable: false,
    message: 'You have been signed out. Sign in again.',
    help: 'The token belongs to a session that was ended: by sign-out, by its total lifetime, or because an old token was used again.',
  },
  'auth.permission_denied': {
    status: 403,
    retryable: false,
    message: "You don't have permission for this action.",
    help: 'The token is good, but its person may not do this. Ask an owner of the object or the company for a role.',
  },
  'auth.origin_refused': {
    status: 403,
    retryable: false,
    message: 'This request did not come from a page that may send it.',
    help: 'The cross-site request check failed: origin, Fetch Metadata or CSRF token. Send the request from the configured origin.',
  },
  'http.malformed_request': {
    status: 400,
    retryable: false,
    message: 'The request could not be read.',
    help: 'The body, a header or the address is not well formed. The answer says which part.',
  },
  'validation.failed': {
    status: 400,
    retryable: false,
    message: 'Some values are not valid.',
    help: '`error` maps each field (dotted path, `non_field_errors` for the whole) to its messages. Correct them and send again.',
  },
  'validation.unknown_filter': {
    status: 400,
    retryable: false,
    message: 'This list cannot be filtered that way.',
    help: 'A query parameter is not one that this list knows. `error` names it; the OpenAPI document lists those that exist.',
  },
  'http.not_found': {
    status: 404,
    retryable: false,
    message: 'There is nothing at this address.',
    help: 'No route or no such row for this person. Check the address, the trailing slash and the id.',
  },
  'http.method_not_allowed': {
    status: 405,
    retryable: false,
    message: 'This address does not take that method.',
    help: 'The `Allow` header lists the methods that it takes.',
  },
  'http.not_acceptable': {
    status: 406,
    retryable: false,
    message: 'The answer is not available in the requested form.',
    help: 'Services answer in JSON. Send `Accept: application/json` or leave the header out.',
  },
  'http.conflict': {
    status: 409,
    retryable: false,
    message: 'This does not fit the present state. Read it again and retry.',
    help: 'The request is valid but the row is not in a state that allows it. Read the row again and decide.',
  },
  'http.idempotency_key_reused': {
    status: 409,
    retryable: false,
    message: 'This request key was already used for another request.',
    help: 'The same `Idempotency-Key` came with another body or address. Make a new key for each new request.',
  },
  'http.idempotency_in_progress': {
    status: 409,
    retryable: true,
    message: 'The same request is still being worked on.',
    help: 'A request with this `Idempotency-Key` has not ended yet. Send it again after a moment to get its answer.',
  },
  'http.precondition_failed': {
    status: 412,
    retryable: false,
    message: 'Someone else changed this in the meantime. Read it again and retry.',
    help: '`If-Match` names a version that is no longer the current one. Read the row, apply the change again, send the new version.',
  },
  'http.body_too_large': {
    status: 413,
    retryable: false,
    message: 'The request is too large.',
    help: 'The body, after unpacking where it is compressed, is over the limit of this service.',
  },
  'http.unsupported_media_type': {
    status: 415,
    retryable: false,
    message: 'This kind of content is not accepted here.',
    help: 'Send `Content-Type: application/json` (uploads: `multipart/form-data`), and no or gzip `Content-Encoding`.',
  },
  'http.too_many_requests': {
    status: 429,
    retryable: true,
    message: 'Too many requests. Try again in a moment.',
    help: 'A limit was reached. `Retry-After` gives the seconds to wait.',
  },
  'server.internal_error': {
    status: 500,
    retryable: true,
    message: 'Server error. Please try again later.',
    help: 'The service failed; nothing about the cause is told outside. Look for the `request_id` in its log.',
  },
  'server.bad_gateway': {
    status: 502,
    retryable: true,
    message: 'A service behind this one did not answer properly.',
    help: 'The upstream service answered with something that is not its contract, or not at all.',
  },
  'server.unavailable': {
    status: 503,
    retryable: true,
    message: 'The service is not available at the moment.',
    help: 'The service is starting, draining, or a part that it needs is away. Retry with a growing delay.',
  },
  'server.timeout': {
    status: 504,
    retryable: true,
    message: 'The service took too long to answer.',
    help: 'No answer came within the time limit. Whether the work was done is not known: retry only with an `Idempotency-Key`.',
  },
  'job.not_found': {
    status: 404,
    retryable: false,
    message: 'No such job.',
    help: 'No job of this person has this id. Jobs are deleted some days after they ended.',
  },
  'job.already_ended': {
    status: 409,
    retryable: false,
    message: 'This job has already ended.',
    help: 'A job that is completed or has failed cannot be cancelled. Read it again for its result or error.',
  },
  'job.failed': {
    status: 500,
    retryable: true,
    message: 'This could not be done. Please try again later.',
    help: "The work failed as often as its kind allows. It stands in a job's `error`; the cause is in the worker's log, under the job's id.",
  },
  'job.timed_out': {
    status: 504,
    retryable: true,
    message: 'This took too long and was stopped.',
    help: "The last attempt was over the time limit of the job's kind. It stands in a job's `error`.",
  },
  'job.worker_lost': {
    status: 500,
    retryable: true,
    message: 'This was interrupted too often. Please try again later.',
    help: "The worker died in each attempt that the job's kind allows; look for what kills it. It stands in a job's `error`.",
  },
} as const satisfies Readonly<Record<string, ErrorCode>>;

export type CoreErrorCode = keyof typeof coreErrorCodes;
