from typing import Final

from throughline.http.error_code import ErrorCode

NOTE_ERROR_CODES: Final = (
    ErrorCode(
        code="note.locked",
        status=409,
        retryable=False,
        message="This note is locked.",
        help="Unlock the note first.",
    ),
    ErrorCode(
        code="note.printer_busy",
        status=409,
        retryable=True,
        message="The printer is busy.",
        help="Send the same request again later.",
    ),
)
