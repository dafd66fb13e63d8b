from typing import Final

from throughline.http.error_code import ErrorCode

IDENTITY_ERROR_CODES: Final = (
    ErrorCode(
        code="identity.provider_unknown",
        status=404,
        retryable=False,
        message="This way to sign in is not offered here.",
        help="No provider of this id is configured. `GET /api/auth/social/providers/` lists those that are.",
    ),
    ErrorCode(
        code="identity.provider_unavailable",
        status=503,
        retryable=True,
        message="The sign-in service cannot be reached just now. Try again in a moment.",
        help="The provider did not answer, or not in time; the log names the call. Nothing was changed: begin again.",
    ),
    ErrorCode(
        code="identity.answer_invalid",
        status=400,
        retryable=False,
        message="The answer of the sign-in service could not be verified. Start again.",
        help="A code that was used or made up, or an ID token that is not for this sign-in; the log says which check.",
    ),
    ErrorCode(
        code="identity.denied",
        status=403,
        retryable=False,
        message="The sign-in was not allowed at the sign-in service. Nothing was changed.",
        help="The person said no at the provider, or the provider refused them. They may begin again.",
    ),
    ErrorCode(
        code="identity.flow_invalid",
        status=400,
        retryable=False,
        message="This sign-in was begun in another browser, took too long or is finished already. Start again.",
        help="`flow` and `state` must be those of one beginning, for this provider and person, once, in ten minutes.",
    ),
    ErrorCode(
        code="identity.address_unverified",
        status=403,
        retryable=False,
        message="The sign-in service does not vouch for your email address. Confirm it there, then start again.",
        help="Without `email_verified` (GitHub: a primary address that is verified) nobody is signed up or connected.",
    ),
    ErrorCode(
        code="identity.address_taken",
        status=409,
        retryable=False,
        message="There is an account with your address. Sign in to it, then connect this service in the settings.",
        help="An account is never joined by its address alone. `POST /api/auth/identities/{provider}/begin/` connects.",
    ),
    ErrorCode(
        code="identity.linked_elsewhere",
        status=409,
        retryable=False,
        message="This account of the sign-in service is connected to another account here.",
        help="One identity signs in one person. Disconnect it there first, or use another account of the provider.",
    ),
    ErrorCode(
        code="identity.not_found",
        status=404,
        retryable=False,
        message="No such connected account.",
        help="The identity does not exist or is another person's. Read the list again.",
    ),
    ErrorCode(
        code="identity.last_way_in",
        status=409,
        retryable=False,
        message="This is your only way to sign in. Set a password or connect another account first.",
        help="The person has no usable password, no other identity and no passkey. A reset by mail sets a password.",
    ),
    ErrorCode(
        code="identity.account_closed",
        status=403,
        retryable=False,
        message="This account is closed.",
        help="The identity is connected to an account that may not sign in (`is_active` is false).",
    ),
)
