"""The mails of this domain, in the active language. None repeats what a stranger typed, who may mean to advertise."""

from django.utils.translation import gettext

from marketplace.accounts.links import (
    CONFIRM_ADDRESS_PAGE,
    CONFIRM_PAGE,
    RESET_PAGE,
    SIGN_IN_PAGE,
    page_address,
    page_link,
)
from marketplace.mail.message import Message


def registration_message(token: str) -> Message:
    return Message(
        subject=gettext("Confirm your address"),
        paragraphs=(
            gettext("Somebody, hopefully you, wants a Throughline account with this address. Make it here:"),
            gettext("The link works once, for a day. It asks for the password that you have chosen."),
            gettext("If it was not you, there is nothing to do: no account is made."),
        ),
        link=page_link(CONFIRM_PAGE, token),
        link_label=gettext("Make the account"),
    )


def account_exists_message() -> Message:
    return Message(
        subject=gettext("You have an account already"),
        paragraphs=(
            gettext("Somebody, hopefully you, gave this address for a Throughline account. It has one; sign in here:"),
            gettext("If you have forgotten your password, ask for a new one there."),
            gettext("If it was not you, there is nothing to do: your account stays as it is."),
        ),
        link=page_address(SIGN_IN_PAGE),
        link_label=gettext("Sign in"),
    )


def password_reset_message(token: str) -> Message:
    return Message(
        subject=gettext("Set a new password"),
        paragraphs=(
            gettext("Somebody, hopefully you, wants a new password for your Throughline account. Set it here:"),
            gettext("The link works once, for an hour. A new password signs you out everywhere."),
            gettext("If it was not you, there is nothing to do: your password stays as it is."),
        ),
        link=page_link(RESET_PAGE, token),
        link_label=gettext("Set a new password"),
    )


def email_change_message(token: str) -> Message:
    return Message(
        subject=gettext("Confirm your new address"),
        paragraphs=(
            gettext("Somebody, hopefully you, wants this to be the address of their Throughline account. Confirm it:"),
            gettext("The link works once, for a day."),
            gettext("If it was not you, there is nothing to do: nothing is changed."),
        ),
        link=page_link(CONFIRM_ADDRESS_PAGE, token),
        link_label=gettext("Confirm the address"),
    )
