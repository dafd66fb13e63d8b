import logging
from email.utils import parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language

from marketplace.mail.message import Message
from throughline.http.errors import ApplicationError

_PERMANENT: Final = 500
_logger: Final = logging.getLogger(__name__)


def mail_send(*, to: str, message: Message, message_id: str) -> None:
    """Hands a mail to the server of `EMAIL_URL`; for jobs, since it takes as long as that server does.

    `message_id` is the same for each attempt, so that a mail which came twice can be known by it. The active language
    is that of the mail. Raises ApplicationError: mail.not_sent, which may succeed later; mail.refused.
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    # RFC 3834, section 5: nobody's automatic answer is wanted.
    headers = {"Message-ID": f"<{message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(message.subject, _text(message), to=[to], headers=headers)
    context = {"message": message, "language": get_language()}
    mail.attach_alternative(render_to_string("mail/message.html", context), "text/html")
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        code = "mail.refused" if _is_permanent(error) else "mail.not_sent"
        # Its text may repeat the addressee, which is nothing for a log.
        _logger.warning("mail not sent", extra={"code": code, "error": type(error).__name__, "smtp": _status(error)})
        raise ApplicationError(code) from error


def _text(message: Message) -> str:
    first, *others = message.paragraphs
    return "\n\n".join([first, *([message.link] if message.link else []), *others]) + "\n"


def _status(error: SMTPException | OSError) -> int | None:
    """The server's answer (RFC 5321, section 4.2), where it gave one."""
    if isinstance(error, SMTPRecipientsRefused):
        return min((status for status, _ in error.recipients.values()), default=None)
    return error.smtp_code if isinstance(error, SMTPResponseException) else None


def _is_permanent(error: SMTPException | OSError) -> bool:
    # A server that refuses us (authentication, 53x) may be set right while the job waits; a mail or addressee not.
    return (_status(error) or 0) >= _PERMANENT and not 530 <= (_status(error) or 0) < 540
