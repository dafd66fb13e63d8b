import logging
from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser

from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError
from throughline.tokens.conf import token_settings
from throughline.tokens.counters import Counter, count
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import clear, count_failure, has_succeeded, key_of
from throughline.tokens.limits.limit import SECOND_FACTOR

logger: Final = logging.getLogger(__name__)


def second_factor_check(*, context: RequestContext, user: AbstractBaseUser, code: str | None, device: Device) -> None:
    """Asks for the person's second factor, where they have one, after they have proved who they are by something else.

    Raises ApplicationError: auth.second_factor_required without a code; auth.second_factor_invalid;
    http.too_many_requests. Whoever comes so far knows the password already, so the waits are long (RFC 4226, section
    7.3); from where the person has given a code before they do not wait for failures elsewhere.
    """
    factor = token_settings().second_factor
    if not factor.is_demanded(user):
        return
    if code is None:
        raise ApplicationError("auth.second_factor_required")
    person, place = str(user.pk), address_group(device.address)
    own_place = {key_of(SECOND_FACTOR, person, place): SECOND_FACTOR}
    anywhere = {key_of(SECOND_FACTOR, person): SECOND_FACTOR}
    is_known_place = any(has_succeeded(key) for key in own_place)
    count_failure(own_place if is_known_place else {**own_place, **anywhere})
    if not factor.accept(context=context, user=user, code=code, device=device):
        logger.warning("second factor failed", extra={"user_id": person, "address": device.address})
        token_settings().observer.sign_in_failed(context=context, user_id=person, device=device)
        count(Counter.SECOND_FACTOR_FAILURES)
        raise ApplicationError("auth.second_factor_invalid")
    clear({**own_place, **anywhere})
