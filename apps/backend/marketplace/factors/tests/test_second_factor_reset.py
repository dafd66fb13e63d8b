"""Who has lost app and recovery codes is let in again by an operator, and learns of it by mail."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError

from marketplace.accounts.models import User
from marketplace.factors.models import AuthenticatorApp, RecoveryCode
from marketplace.factors.tests.people import PASSKEYS, add_passkey, code_of, sign_in, switch_on
from marketplace.security_log.models import SecurityEvent
from marketplace.testing import client_of, make_person, run_jobs
from throughline.tokens.models import RefreshFamily

pytestmark = pytest.mark.django_db


def reset(person: str) -> str:
    output = StringIO()
    call_command("second_factor_reset", person, stdout=output)
    return output.getvalue()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["anna", "Anna", "anna@example.org", "ANNA@example.org"])
def test_the_password_is_enough_again_every_session_ends_and_the_person_is_told(name: str) -> None:
    anna, berta = make_person("anna"), make_person("berta")
    client, other = client_of(anna), client_of(berta)
    add_passkey(client)
    for person in (anna, berta):
        switch_on(person)
    live = RefreshFamily.objects.filter(user=anna, revoked_at__isnull=True).count()
    assert reset(name) == (
        f"The second factor of anna (anna@example.org) is off; sessions ended: {live}. They are told by mail.\n"
    )
    assert code_of(client.get(PASSKEYS)) == "auth.session_revoked"
    assert set(RefreshFamily.objects.filter(user=anna).values_list("revoked_reason", flat=True)) == {
        "ended_by_operator"
    }
    assert sign_in(anna).status_code == 200
    assert client_of(anna).get(PASSKEYS).json()["count"] == 1
    assert SecurityEvent.objects.filter(user=anna, kind="second_factor_reset").count() == 1
    run_jobs()
    told = [message.to for message in mail.outbox if "support" in message.subject]
    assert told == [["anna@example.org"]]
    # Another person's second factor and session stay.
    assert (other.get(PASSKEYS).status_code, code_of(sign_in(berta))) == (200, "auth.second_factor_required")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("", "No active account has the user name or address ''."),
        ("nobody", "No active account has the user name or address 'nobody'."),
        ("*", "No active account has the user name or address '*'."),
        ("carla", "No active account has the user name or address 'carla'."),
        ("berta", "berta has not switched a second factor on."),
    ],
    ids=["an empty name", "nobody", "a pattern", "an inactive account", "who has none"],
)
def test_nonsense_is_refused_in_one_line_and_changes_nothing(name: str, line: str) -> None:
    anna, carla = make_person("anna"), make_person("carla")
    make_person("berta")
    for person in (anna, carla):
        switch_on(person)
    User.objects.filter(pk=carla.pk).update(is_active=False)
    before = (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), SecurityEvent.objects.count())
    with pytest.raises(CommandError) as refused:
        reset(name)
    assert str(refused.value) == line
    after = (AuthenticatorApp.objects.count(), RecoveryCode.objects.count(), SecurityEvent.objects.count())
    assert (after, RefreshFamily.objects.filter(revoked_at__isnull=False).count()) == (before, 0)


def test_an_app_that_was_only_begun_is_no_second_factor() -> None:
    anna = make_person("anna")
    client_of(anna).post("/api/auth/second-factor/begin/", {"current_password": "correct horse battery"})
    assert AuthenticatorApp.objects.count() == 1
    with pytest.raises(CommandError, match="has not switched a second factor on"):
        reset("anna")
