from typing import Any

import pytest

from config.env import mail_environment
from config.settings.integrations.mail import mail

SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "mail.example.org"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example.org", {**SMTP, "EMAIL_PORT": 25, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": False}),
        (
            "smtp+tls://anna%40b:p%2Fw@mail.example.org",
            {**SMTP, "EMAIL_PORT": 587, "EMAIL_USE_TLS": True, "EMAIL_USE_SSL": False, "EMAIL_HOST_USER": "anna@b"},
        ),
        ("smtp+tls://anna:p%2Fw@mail.example.org:2525", {"EMAIL_PORT": 2525, "EMAIL_HOST_PASSWORD": "p/w"}),
        ("smtps://mail.example.org", {**SMTP, "EMAIL_PORT": 465, "EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}),
        ("file:///var/tmp/a%20b", {"EMAIL_FILE_PATH": "/var/tmp/a b"}),  # noqa: S108  a name
        ("console:", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
    ],
)
def test_an_address_says_where_mails_go(
    address: str, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", address)
    settings = mail(mail_environment(), public_url="https://market.example.org")
    assert {name: settings[name] for name in expected} == expected
    assert settings["DEFAULT_FROM_EMAIL"] == "Throughline <no-reply@market.example.org>"


def test_mails_come_from_whom_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "console:")
    monkeypatch.setenv("EMAIL_FROM", "Market <hello@example.org>")
    settings = mail(mail_environment(), public_url="https://market.example.org")
    assert settings["DEFAULT_FROM_EMAIL"] == "Market <hello@example.org>"
