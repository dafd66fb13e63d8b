from typing import Final

from throughline.http.error_code import ErrorCode

FACTOR_ERROR_CODES: Final = (
    ErrorCode(
        code="second_factor.already_on",
        status=409,
        retryable=False,
        message="The second factor is switched on already.",
        help="Switch it off first to begin with another authenticator app.",
    ),
    ErrorCode(
        code="second_factor.not_on",
        status=409,
        retryable=False,
        message="The second factor is not switched on.",
        help="There is nothing to switch off, and there are no recovery codes without a second factor.",
    ),
    ErrorCode(
        code="second_factor.not_begun",
        status=409,
        retryable=False,
        message="This took too long. Begin again with a new code to scan.",
        help="No authenticator app was begun in the last 15 minutes, or another one since. Begin again.",
    ),
    ErrorCode(
        code="passkey.not_found",
        status=404,
        retryable=False,
        message="No such passkey.",
        help="No passkey of this person has this id.",
    ),
    ErrorCode(
        code="passkey.refused",
        status=400,
        retryable=False,
        message="This passkey could not be added. Try again.",
        help="What the authenticator made was not for this site, this person or this request, or came too late. "
        "Ask for new options and let the browser answer them.",
    ),
    ErrorCode(
        code="passkey.not_accepted",
        status=401,
        retryable=False,
        message="This passkey was not accepted. Try again, or sign in in another way.",
        help="The answer was not for this site or this request, came too late or twice, or its passkey was removed.",
    ),
    ErrorCode(
        code="passkey.exists",
        status=409,
        retryable=False,
        message="This passkey is there already.",
        help="The authenticator gave a credential that is registered. Pass `excludeCredentials` on to the browser.",
    ),
    ErrorCode(
        code="passkey.too_many",
        status=409,
        retryable=False,
        message="You have as many passkeys as there can be. Remove one first.",
        help="A person has 20 passkeys at most.",
    ),
    ErrorCode(
        code="passkey.last_way_in",
        status=409,
        retryable=False,
        message="This passkey is your only way to sign in. Add another one first.",
        help="The person has neither a password nor another passkey nor a connected account.",
    ),
)
