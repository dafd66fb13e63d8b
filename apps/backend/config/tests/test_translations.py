import re
from pathlib import Path

import pytest
from django.utils.translation import gettext, override
from rest_framework.test import APIClient

from throughline.http.registry import product_error_codes

MARKETPLACE = Path(__file__).resolve().parents[2] / "marketplace"


def test_every_message_of_the_product_is_there_in_german() -> None:
    marked = {
        text
        for file in MARKETPLACE.rglob("*.py")
        for text in re.findall(r'gettext(?:_lazy)?\("([^"]+)"\)', file.read_text())
    }
    messages = marked | {row.message for row in product_error_codes().values()}
    assert len(messages) > 15
    with override("de"):
        assert [message for message in sorted(messages) if gettext(message) == message] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "word"), [("de", "Passwort"), ("de-DE,en;q=0.5", "Passwort"), ("fr", "password")])
def test_an_answer_is_in_the_language_asked_for_and_the_code_is_the_same(language: str, word: str) -> None:
    headers = {"Accept-Language": language}
    answer = APIClient().post("/api/auth/login/", {"username": "a", "password": "b"}, headers=headers)
    assert word in answer.json()["message"]
    assert answer.json()["code"] == "auth.credentials_invalid"
