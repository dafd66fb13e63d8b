from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from marketplace.accounts.limits import password_limits
from marketplace.accounts.link_tokens import REGISTRATION, LinkToken, check_link_token, read_link_token
from marketplace.accounts.models import Registration, User
from marketplace.accounts.services.user_register import user_register
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.services.security_event_record import security_event_record
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import clear, count_failure


def registration_confirm(
    *, context: RequestContext, device: Device, token: str, password: str, username: str | None = None
) -> User:
    """Makes the account. The link shows that the address is theirs, the password that they are who registered.

    Without the latter a stranger could register somebody else's address and wait for its owner to follow the link.
    `username` takes the place of one that somebody else has got in the meantime.

    Raises ApplicationError: account.link_invalid, account.link_expired, validation.failed (`password`, `username`),
    http.too_many_requests.
    """
    registration = _registration(read_link_token(token))
    _require_password(registration, password)
    # Of two who confirm at the same moment the address, which is unique, lets one through.
    with transaction.atomic():
        user = _user(context, registration, password, username)
        registration.delete()
        security_event_record(context=context, user_id=user.pk, kind=SecurityEvent.Kind.EMAIL_CONFIRMED, device=device)
    return user


def _registration(link: LinkToken) -> Registration:
    registration = Registration.objects.filter(pk=link.subject).first()
    if registration is None:
        raise ApplicationError("account.link_invalid")
    check_link_token(REGISTRATION, link, state=registration.password)
    return registration


def _require_password(registration: Registration, password: str) -> None:
    limits = password_limits(registration.pk)
    count_failure(limits)
    if not check_password(password, registration.password):
        line = gettext("This is not the password that you registered with.")
        raise ApplicationError("validation.failed", fields={"password": [line]})
    clear(limits)


def _user(context: RequestContext, registration: Registration, password: str, username: str | None) -> User:
    if User.objects.filter(email=registration.email).exists():
        raise ApplicationError("account.link_invalid")
    try:
        return user_register(
            context=context,
            username=username or registration.username,
            email=registration.email,
            password=password,
            display_name=registration.display_name,
            role=registration.role,
            language=registration.language,
            time_zone=registration.time_zone,
        )
    except ValidationError as error:
        # Another registration of this address was confirmed at the same moment.
        if "email" in error.message_dict:
            raise ApplicationError("account.link_invalid") from error
        raise
