"""Mails by a real connection to a server that speaks SMTP."""

import socket
from typing import Any

import pytest
from django.test import override_settings
from django.utils.translation import override

from marketplace.mail.message import Message
from marketplace.mail.services.mail_send import mail_send
from marketplace.mail.tests.smtp_server import HANG_UP, SILENCE, smtp_server
from throughline.http.errors import ApplicationError

MESSAGE = Message(
    subject="Grüße",
    paragraphs=("Follow <this>:", "Bis bald. 🌵"),
    link="https://market.example.org/confirm?token=a~b.c-_",
    link_label="Follow",
)


def by_smtp(port: int, **changes: Any) -> Any:
    settings = {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_TIMEOUT": 0.3,
        "DEFAULT_FROM_EMAIL": "Throughline <no-reply@market.example.org>",
    }
    return override_settings(**{**settings, **changes})


def send(to: str = "anna@example.org") -> None:
    mail_send(to=to, message=MESSAGE, message_id="0190-job")


def test_a_mail_is_text_and_html_in_one_language_with_one_link() -> None:
    with smtp_server() as (port, server), by_smtp(port), override("de"):
        send()
    (mail,) = server.mails
    assert (server.senders, server.addressees) == (["no-reply@market.example.org"], ["anna@example.org"])
    assert (mail["Subject"], mail["To"]) == ("Grüße", "anna@example.org")
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == ("<0190-job@market.example.org>", "auto-generated")
    text, html = [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()]  # type: ignore[attr-defined]
    assert text == f"Follow <this>:\n\n{MESSAGE.link}\n\nBis bald. 🌵\n"
    assert '<html lang="de">' in html
    assert "Follow &lt;this&gt;:" in html
    assert f'<a href="{MESSAGE.link}">Follow</a>' in html


FAULTS = {
    "it does not know the addressee": ({"RCPT": "550 no such box"}, "mail.refused"),
    "the addressee's box is full": ({"RCPT": "452 later"}, "mail.not_sent"),
    "it does not take the sender": ({"MAIL": "553 not yours"}, "mail.refused"),
    "it takes no mails now": ({"MAIL": "421 busy"}, "mail.not_sent"),
    "it wants a password": ({"MAIL": "530 sign in first"}, "mail.not_sent"),
    "it refuses the mail when it has read it": ({"body": "554 looks like advertising"}, "mail.refused"),
    "it is busy when it has read the mail": ({"body": "451 later"}, "mail.not_sent"),
    "it hangs up": ({"EHLO": HANG_UP}, "mail.not_sent"),
    "it hangs up in the middle of the mail": ({"body": HANG_UP}, "mail.not_sent"),
    "it says nothing": ({"EHLO": SILENCE}, "mail.not_sent"),
    "it speaks something else": ({"EHLO": "hello", "HELO": "hello"}, "mail.not_sent"),
}


@pytest.mark.parametrize(("answers", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_what_may_go_better_later_is_told_apart_from_what_will_not(answers: dict[str, str], code: str) -> None:
    with smtp_server(**answers) as (port, _), by_smtp(port), pytest.raises(ApplicationError) as refused:
        send()
    assert refused.value.code == code


def test_a_server_that_is_away_may_come_back() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with by_smtp(port), pytest.raises(ApplicationError) as refused:
        send()
    assert refused.value.code == "mail.not_sent"
