import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from marketplace.accounts.models import User

ANNA = User(username="anna-b", email="anna.berger@example.org", display_name="Anna Berger")

BAD = {
    "14 characters": "marble otter x",
    "one character over and over": "a" * 20,
    "a short word over and over": "otterotterotterotter",
    "a short word over and over, cut": "otterotterotterotte",
    "digits in a row": "123456789012345",
    "digits in a row, backwards": "098765432109876",
    "keys in a row": "qwertyuiopasdfghjkl",
    "keys in a row, the German way": "qwertzuiopasdfghjkl",
    "the alphabet": "abcdefghijklmnop",
    "a common one over and over": "passwordpassword",
    "a common one with something before and after": "2026corvette2026",
    "the name and something": "Anna Berger 2026!",
    "the user name and something": "anna-banna-banna-b12345",
    "the address": "anna.berger@example.org",
    "the site's name and something": "Throughline2026!",
    "the site and the person": "throughlineberger",
}

GOOD = {
    "words": "marble otter lantern",
    "words without blanks": "marbleotterlantern",
    "digits alone": "728405916357284",
    "signs of other scripts": "пятнадцать дубов",
    "emoji": "🐙🌵🎻🚲🧊🪁🦔🍄🪐🎣🛶🧭🪵🧲🥁",
    "64 characters and more": "seven quiet harbours and eleven copper lanterns beside the meadow " * 2,
    "a name beside enough else": "Anna keeps seven otters",
}


@pytest.mark.parametrize("password", BAD.values(), ids=BAD.keys())
def test_what_is_short_or_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, ANNA)


@pytest.mark.parametrize("password", GOOD.values(), ids=GOOD.keys())
def test_of_which_kinds_of_characters_it_is_made_does_not_matter(password: str) -> None:
    validate_password(password, ANNA)


def test_a_huge_password_is_looked_at_within_bounds() -> None:
    validate_password("0123456789 some words " * 11, ANNA)


def test_each_rule_says_what_to_do() -> None:
    assert all(password_validators_help_texts())
