"""DRF authentication by bearer token, with the answers of the wire conventions ("Tokens")."""

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db.models import Exists
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from throughline.http.errors import ApplicationError
from throughline.tokens.models import RefreshFamily
from throughline.tokens.token_types import AccessToken
from throughline.tokens.verification import verified


def session_id_of(request: Request) -> str:
    """The claim `sid` of the request's access token. Raises ApplicationError auth.not_authenticated without one."""
    if not isinstance(request.auth, AccessToken) or "sid" not in request.auth:
        raise ApplicationError("auth.not_authenticated")
    return str(request.auth["sid"])


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <access token>`. Without that header the request is anonymous.

    Raises ApplicationError: auth.token_expired, auth.token_invalid (also for a person who is gone or inactive),
    auth.session_revoked: other services learn of an ended session by its event, here it is asked with the person.
    """

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser, AccessToken] | None:
        scheme, _, raw_token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token = verified(AccessToken, raw_token.strip())
        return _person(token.payload.get("user_id"), token.payload.get("sid")), token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


def _person(user_id: object, sid: object) -> AbstractBaseUser:
    if not isinstance(user_id, str) or not (sid is None or isinstance(sid, str)):
        raise ApplicationError("auth.token_invalid")
    try:
        people = get_user_model()._default_manager.filter(pk=user_id)
        # A token of another issuer, accepted by configuration, may have no session.
        if sid is not None:
            lives = RefreshFamily.objects.filter(pk=sid, user_id=user_id, revoked_at__isnull=True)
            people = people.annotate(session_lives=Exists(lives))
        user: AbstractBaseUser | None = people.first()
    except (ValidationError, ValueError, TypeError, OverflowError) as error:
        raise ApplicationError("auth.token_invalid") from error
    if user is None or not user.is_active:
        raise ApplicationError("auth.token_invalid")
    if not getattr(user, "session_lives", True):
        raise ApplicationError("auth.session_revoked")
    return user
