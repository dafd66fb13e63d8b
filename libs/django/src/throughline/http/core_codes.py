"""The error codes that every service shares.

Generated from `libs/contracts/src/wire/error-codes.ts` by `nx run codegen:generate`; do not edit.
"""

from collections.abc import Mapping
from typing import Final

from throughline.http.error_code import ErrorCode

_CODES: Final = (
    ErrorCode(
        code="auth.not_authenticated",
        status=401,
        retryable=False,
        message="User not authenticated",
        help="The request carried no token. Send `Authorization: Bearer <access token>`.",
    ),
    ErrorCode(
        code="auth.token_expired",
        status=401,
        retryable=False,
        message="Token expired",
        help="The access token is past its `exp`. Get the next pair with the refresh token and send the request again.",
    ),
    ErrorCode(
        code="auth.token_invalid",
        status=401,
        retryable=False,
        message="Invalid token",
        help=(
            "The token is malformed, has a wrong signature, algorithm, issuer, audience or type, or misses a claim. "
            "Sign in again."
        ),
    ),
    ErrorCode(
        code="auth.credentials_invalid",
        status=401,
        retryable=False,
        message="The user name or password is not right.",
        help="Sign-in failed. The answer is the same whether or not the account exists.",
    ),
    ErrorCode(
        code="auth.second_factor_required",
        status=401,
        retryable=False,
        message="Enter the code of your authenticator app, or a recovery code.",
        help="The password was right, and the person has a second factor. Send the same request again with `code`.",
    ),
    ErrorCode(
        code="auth.second_factor_invalid",
        status=401,
        retryable=False,
        message="This code is not right, or it was used already. Wait for the next one.",
        help=(
            "The password was right, the `code` was not. Each code works once; the clock of the device may be off by a "
            "minute."
        ),
    ),
    ErrorCode(
        code="auth.session_revoked",
        status=401,
        retryable=False,
        message="You have been signed out. Sign in again.",
        help=(
            "The token belongs to a session that was ended: by sign-out, by its total lifetime, or because an old "
            "token was used again."
        ),
    ),
    ErrorCode(
        code="auth.permission_denied",
        status=403,
        retryable=False,
        message="You don't have permission for this action.",
        help="The token is good, but its person may not do this. Ask an owner of the object or the company for a role.",
    ),
    ErrorCode(
        code="auth.origin_refused",
        status=403,
        retryable=False,
        message="This request did not come from a page that may send it.",
        help=(
            "The cross-site request check failed: origin, Fetch Metadata or CSRF token. Send the request from the "
            "configured origin."
        ),
    ),
    ErrorCode(
        code="http.malformed_request",
        status=400,
        retryable=False,
        message="The request could not be read.",
        help="The body, a header or the address is not well formed. The answer says which part.",
    ),
    ErrorCode(
        code="validation.failed",
        status=400,
        retryable=False,
        message="Some values are not valid.",
        help=(
            "`error` maps each field (dotted path, `non_field_errors` for the whole) to its messages. Correct them and "
            "send again."
        ),
    ),
    ErrorCode(
        code="validation.unknown_filter",
        status=400,
        retryable=False,
        message="This list cannot be filtered that way.",
        help=(
            "A query parameter is not one that this list knows. `error` names it; the OpenAPI document lists those "
            "that exist."
        ),
    ),
    ErrorCode(
        code="http.not_found",
        status=404,
        retryable=False,
        message="There is nothing at this address.",
        help="No route or no such row for this person. Check the address, the trailing slash and the id.",
    ),
    ErrorCode(
        code="http.method_not_allowed",
        status=405,
        retryable=False,
        message="This address does not take that method.",
        help="The `Allow` header lists the methods that it takes.",
    ),
    ErrorCode(
        code="http.not_acceptable",
        status=406,
        retryable=False,
        message="The answer is not available in the requested form.",
        help="Services answer in JSON. Send `Accept: application/json` or leave the header out.",
    ),
    ErrorCode(
        code="http.conflict",
        status=409,
        retryable=False,
        message="This does not fit the present state. Read it again and retry.",
        help="The request is valid but the row is not in a state that allows it. Read the row again and decide.",
    ),
    ErrorCode(
        code="http.idempotency_key_reused",
        status=409,
        retryable=False,
        message="This request key was already used for another request.",
        help="The same `Idempotency-Key` came with another body or address. Make a new key for each new request.",
    ),
    ErrorCode(
        code="http.idempotency_in_progress",
        status=409,
        retryable=True,
        message="The same request is still being worked on.",
        help="A request with this `Idempotency-Key` has not ended yet. Send it again after a moment to get its answer.",
    ),
    ErrorCode(
        code="http.precondition_failed",
        status=412,
        retryable=False,
        message="Someone else changed this in the meantime. Read it again and retry.",
        help=(
            "`If-Match` names a version that is no longer the current one. Read the row, apply the change again, send "
            "the new version."
        ),
    ),
    ErrorCode(
        code="http.body_too_large",
        status=413,
        retryable=False,
        message="The request is too large.",
        help="The body, after unpacking where it is compressed, is over the limit of this service.",
    ),
    ErrorCode(
        code="http.unsupported_media_type",
        status=415,
        retryable=False,
        message="This kind of content is not accepted here.",
        help=(
            "Send `Content-Type: application/json` (uploads: `multipart/form-data`), and no or gzip `Content-Encoding`."
        ),
    ),
    ErrorCode(
        code="http.too_many_requests",
        status=429,
        retryable=True,
        message="Too many requests. Try again in a moment.",
        help="A limit was reached. `Retry-After` gives the seconds to wait.",
    ),
    ErrorCode(
        code="server.internal_error",
        status=500,
        retryable=True,
        message="Server error. Please try again later.",
        help="The service failed; nothing about the cause is told outside. Look for the `request_id` in its log.",
    ),
    ErrorCode(
        code="server.bad_gateway",
        status=502,
        retryable=True,
        message="A service behind this one did not answer properly.",
        help="The upstream service answered with something that is not its contract, or not at all.",
    ),
    ErrorCode(
        code="server.unavailable",
        status=503,
        retryable=True,
        message="The service is not available at the moment.",
        help="The service is starting, draining, or a part that it needs is away. Retry with a growing delay.",
    ),
    ErrorCode(
        code="server.timeout",
        status=504,
        retryable=True,
        message="The service took too long to answer.",
        help=(
            "No answer came within the time limit. Whether the work was done is not known: retry only with an "
            "`Idempotency-Key`."
        ),
    ),
    ErrorCode(
        code="job.not_found",
        status=404,
        retryable=False,
        message="No such job.",
        help="No job of this person has this id. Jobs are deleted some days after they ended.",
    ),
    ErrorCode(
        code="job.already_ended",
        status=409,
        retryable=False,
        message="This job has already ended.",
        help="A job that is completed or has failed cannot be cancelled. Read it again for its result or error.",
    ),
    ErrorCode(
        code="job.failed",
        status=500,
        retryable=True,
        message="This could not be done. Please try again later.",
        help=(
            "The work failed as often as its kind allows. It stands in a job's `error`; the cause is in the worker's "
            "log, under the job's id."
        ),
    ),
    ErrorCode(
        code="job.timed_out",
        status=504,
        retryable=True,
        message="This took too long and was stopped.",
        help="The last attempt was over the time limit of the job's kind. It stands in a job's `error`.",
    ),
    ErrorCode(
        code="job.worker_lost",
        status=500,
        retryable=True,
        message="This was interrupted too often. Please try again later.",
        help=(
            "The worker died in each attempt that the job's kind allows; look for what kills it. It stands in a job's "
            "`error`."
        ),
    ),
)

CORE_ERROR_CODES: Final[Mapping[str, ErrorCode]] = {entry.code: entry for entry in _CODES}
