from typing import Final

from django.utils.translation import gettext

from marketplace.accounts.links import page_address
from marketplace.companies.models import Invitation
from marketplace.mail.message import Message

_COMPANIES_PAGE: Final = "/settings/companies"


def invitation_message(invitation: Invitation) -> Message:
    """In the active language."""
    names = {"company": invitation.company.name, "username": invitation.invited_by.username}
    return Message(
        # Without names that a stranger gave: it is a header.
        subject=gettext("You are invited to a company on Throughline"),
        paragraphs=(
            gettext("%(username)s invites you to act for the company “%(company)s”.") % names,
            gettext("Sign in with this address, or register with it, and answer within a week."),
            gettext("If you do not know them, there is nothing to do: nobody learns whether you have an account."),
        ),
        link=page_address(_COMPANIES_PAGE),
        link_label=gettext("Look at the invitation"),
    )
