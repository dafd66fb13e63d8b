from typing import Final

from throughline.http.error_code import ErrorCode

ACCOUNT_ERROR_CODES: Final = (
    ErrorCode(
        code="account.link_invalid",
        status=400,
        retryable=False,
        message="This link is not complete, or was used already. Ask for a new one.",
        help="The token was changed, cut off, used, or made for a state of the account that is gone.",
    ),
    ErrorCode(
        code="account.link_expired",
        status=400,
        retryable=False,
        message="This link has expired. Ask for a new one.",
        help="The token is older than its kind lives: an hour for a reset, a day for an address.",
    ),
    ErrorCode(
        code="account.sign_in_again",
        status=403,
        retryable=False,
        message="You have no password to confirm this with. Sign in again, then repeat it within ten minutes.",
        help="The person has no password; the session must have begun in the last ten minutes.",
    ),
)
