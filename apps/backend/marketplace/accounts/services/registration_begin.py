from dataclasses import replace
from typing import TypedDict

from django.contrib.auth.hashers import make_password
from django.db import transaction

from marketplace.accounts.jobs import MAIL_REGISTRATION
from marketplace.accounts.limits import mail_addressee_limits, mail_place_limits
from marketplace.accounts.link_tokens import REGISTRATION
from marketplace.accounts.models import Registration, User
from marketplace.accounts.services.new_password import require_good_password
from throughline.http.context import RequestContext
from throughline.jobs.services.job_enqueue import job_enqueue
from throughline.tokens.device import Device
from throughline.tokens.limits.failure_counts import count_failure


class NewPerson(TypedDict, total=False):
    username: str
    email: str
    display_name: str
    role: str
    language: str
    time_zone: str


def registration_begin(*, context: RequestContext, device: Device, password: str, person: NewPerson) -> None:
    """Sends a mail to the address, by which its owner makes the account or learns that they have one.

    Does the same whether or not the address has an account. Raises ApplicationError: validation.failed (also for a name
    that is taken), http.too_many_requests; Django's ValidationError.
    """
    spoken = context.language if context.language in User.Language.values else User.Language.ENGLISH
    user = User(**{"language": spoken, **person})
    user.username, user.email = user.username.lower(), user.email.lower()
    require_good_password(password, user, field="password")
    user.clean_fields(exclude={"password"})
    # Before the name is looked for: nobody tries many.
    count_failure(mail_place_limits(device))
    _require_free_name(user)
    count_failure(mail_addressee_limits(REGISTRATION, email=user.email, device=device))
    # After what refuses: it is slow by design.
    user.password = make_password(password)
    with transaction.atomic():
        registration = Registration.objects.create(
            username=user.username,
            email=user.email,
            password=user.password,
            display_name=user.display_name,
            role=user.role,
            language=user.language,
            time_zone=user.time_zone,
        )
        job_enqueue(
            MAIL_REGISTRATION,
            {"registration_id": str(registration.pk)},
            context=replace(context, actor_id=None, company_id=None),
        )


def _require_free_name(user: User) -> None:
    user.validate_unique(exclude={field.name for field in User._meta.fields} - {"username"})
