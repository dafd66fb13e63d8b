from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One row of the table of error codes.

    `status` is an HTTP status, or a close code for a WebSocket. `retryable` says that the same call may succeed later.
    `message` is one line fit to show a person, and a gettext message id; `help` says to a developer what to do.
    """

    code: str
    status: int
    retryable: bool
    message: str
    help: str
