import logging
from typing import Final

from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from throughline.http.context import context_of
from throughline.http.errors import ApplicationError
from throughline.tokens.conf import token_settings
from throughline.tokens.counters import Counter, count
from throughline.tokens.device import Device
from throughline.tokens.limits.address_group import address_group
from throughline.tokens.limits.failure_counts import clear, count_failure, has_succeeded, key_of, take_back
from throughline.tokens.limits.limit import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, SIGN_IN_PAIR
from throughline.tokens.services.second_factor_check import second_factor_check

logger: Final = logging.getLogger(__name__)


def sign_in(
    *, request: HttpRequest, username: str, password: str, device: Device, code: str | None = None
) -> AbstractBaseUser:
    """The person of a name and password, and of a code where they have a second factor. Whether the account exists
    makes no difference to who fails.

    Raises ApplicationError: auth.credentials_invalid; auth.second_factor_required, auth.second_factor_invalid, both
    only after the password was right; http.too_many_requests for the account or the address, sooner for
    both together. From where the person has signed in before they are not made to wait for failures elsewhere.
    """
    account, place = username.strip().lower(), address_group(device.address)
    pair = {key_of(SIGN_IN_PAIR, account, place): SIGN_IN_PAIR}
    whole_account = {key_of(SIGN_IN_ACCOUNT, account): SIGN_IN_ACCOUNT}
    whole_address = {key_of(SIGN_IN_ADDRESS, place): SIGN_IN_ADDRESS}
    is_known_place = any(has_succeeded(key) for key in pair)
    counted = {**pair, **({} if is_known_place else whole_account), **whole_address}
    count_failure(counted)
    user = authenticate(request, username=username, password=password)
    if user is None:
        logger.warning("sign-in failed", extra={"address": device.address})
        user_id = _id_of(username)
        token_settings().observer.sign_in_failed(context=context_of(request), user_id=user_id, device=device)
        count(Counter.SIGN_IN_FAILURES)
        raise ApplicationError("auth.credentials_invalid")
    try:
        second_factor_check(context=context_of(request), user=user, code=code, device=device)
    except ApplicationError as error:
        # To be asked for a code is no failure, and no success that would clear others either.
        if error.code == "auth.second_factor_required":
            take_back(counted, unblock=True)
            observer = token_settings().observer
            observer.second_factor_asked(context=context_of(request), user_id=str(user.pk), device=device)
        raise
    clear({**pair, **whole_account})
    take_back(whole_address)
    return user


def _id_of(username: str) -> str | None:
    people = get_user_model()
    try:
        return str(people._default_manager.get_by_natural_key(username).pk)
    except people.DoesNotExist:
        return None
