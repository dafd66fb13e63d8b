from typing import Final

from throughline.http.error_code import ErrorCode

MAIL_ERROR_CODES: Final = (
    ErrorCode(
        code="mail.not_sent",
        status=503,
        retryable=True,
        message="The mail could not be sent now; it is tried again.",
        help="The SMTP server of EMAIL_URL was away, too slow or busy. The log has its answer.",
    ),
    ErrorCode(
        code="mail.refused",
        status=502,
        retryable=False,
        message="The mail server does not take this mail.",
        help="The SMTP server refused the sender, the addressee or the mail for good. The log has its answer.",
    ),
)
