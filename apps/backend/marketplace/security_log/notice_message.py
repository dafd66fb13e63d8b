from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from marketplace.accounts.links import SECURITY_LOG_PAGE, page_address
from marketplace.mail.message import Message
from marketplace.security_log.models import SecurityEvent

_Kind = SecurityEvent.Kind


def notice_message(notice: Mapping[str, Any]) -> Message:
    """The mail about an event, in the active language; `notice` is the payload of the job."""
    headline = _headline(_Kind(notice["kind"]))
    about = ", ".join(notice["detail"].values())
    what = f"{headline}: {about}" if about else headline
    return Message(
        # Without names that the person gave: it is a header.
        subject=gettext("Your Throughline account: %(what)s") % {"what": headline},
        paragraphs=(
            gettext("%(what)s (account %(username)s, %(at)s).") % {"what": what, **_whose_and_when(notice)},
            *_where(notice),
            gettext("If that was you, there is nothing to do."),
            gettext("If it was not: set a new password now, and look through your security log."),
        ),
        link=page_address(SECURITY_LOG_PAGE),
        link_label=gettext("Look at the security log"),
    )


def _headline(kind: SecurityEvent.Kind) -> str:
    texts = {
        _Kind.SIGNED_IN: gettext("Somebody signed in from a new place"),
        _Kind.TOKEN_REPLAYED: gettext("A session was ended, because somebody else used a copy of it"),
        _Kind.PASSWORD_CHANGED: gettext("The password was changed"),
        _Kind.PASSWORD_RESET: gettext("The password was set anew by mail"),
        _Kind.EMAIL_CHANGE_ASKED: gettext("Another email address was asked for"),
        _Kind.EMAIL_CHANGED: gettext("The email address was changed"),
        _Kind.DELETION_ASKED: gettext("The account will be deleted; sign in before that to keep it"),
        _Kind.DELETION_CANCELLED: gettext("The account will not be deleted"),
        _Kind.SECOND_FACTOR_ASKED: gettext("Somebody entered your password at a new place, and no code yet"),
        _Kind.SECOND_FACTOR_ENABLED: gettext("The second factor was switched on"),
        _Kind.SECOND_FACTOR_DISABLED: gettext("The second factor was switched off"),
        _Kind.SECOND_FACTOR_RESET: gettext("Our support switched the second factor off and ended all sessions"),
        _Kind.RECOVERY_CODES_MADE: gettext("New recovery codes were made"),
        _Kind.RECOVERY_CODE_USED: gettext("A recovery code was used"),
        _Kind.PASSKEY_ADDED: gettext("A passkey was added"),
        _Kind.PASSKEY_REMOVED: gettext("A passkey was removed"),
        _Kind.IDENTITY_LINKED: gettext("An account elsewhere was connected"),
        _Kind.IDENTITY_UNLINKED: gettext("An account elsewhere was disconnected"),
    }
    return texts[kind]


def _whose_and_when(notice: Mapping[str, Any]) -> dict[str, str]:
    time_zone: str = notice["time_zone"]
    at = date_format(localtime(notice["at"], ZoneInfo(time_zone)), "DATETIME_FORMAT")
    return {"username": notice["username"], "at": f"{at}, {time_zone}"}


def _where(notice: Mapping[str, Any]) -> list[str]:
    where = ", ".join(part for part in (notice["device"], notice["address"]) if part)
    return [gettext("Device and address: %(where)s.") % {"where": where}] if where else []
