from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from marketplace.identities.flow_secrets import FlowSecrets, hash_of
from marketplace.identities.models import SocialFlow
from marketplace.identities.providers.configured import provider_of
from marketplace.identities.providers.profile import Profile
from marketplace.identities.services.redirect_uri import redirect_uri_of
from throughline.http.errors import ApplicationError


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """What a sign-in service sent back by the browser: a code, or else why there is none (RFC 6749, section 4.1.2).

    `flow` is what the browser held beside it.
    """

    flow: str
    state: str
    code: str | None
    error: str | None
    issuer: str | None


def flow_consume(
    *, provider_id: str, purpose: SocialFlow.Purpose, user_id: str | None, answer: ServiceAnswer
) -> tuple[SocialFlow, Profile]:
    """Takes the answer of a service, once, and finds out whom it is about. No lock is held while the service is asked.

    Raises ApplicationError: identity.provider_unknown; identity.flow_invalid; identity.denied;
    identity.provider_unavailable; identity.answer_invalid. After the first two the flow can still be brought to its
    end: a made-up answer takes it from nobody.
    """
    provider = provider_of(provider_id)
    row = _take(provider_id, purpose, user_id, answer)
    if answer.error is not None or answer.code is None:
        raise ApplicationError(_code_of(answer.error))
    profile = provider.profile_of(
        code=answer.code,
        issuer=answer.issuer,
        redirect_uri=redirect_uri_of(provider.id),
        secrets=FlowSecrets.of(answer.flow),
    )
    return row, profile


@transaction.atomic
def _take(provider_id: str, purpose: SocialFlow.Purpose, user_id: str | None, answer: ServiceAnswer) -> SocialFlow:
    row = SocialFlow.objects.select_for_update().filter(flow_hash=hash_of(answer.flow)).first()
    now = timezone.now()
    if (
        row is None
        or row.consumed_at is not None
        or row.expires_at <= now
        or row.provider != provider_id
        or row.purpose != purpose
        or (purpose == SocialFlow.Purpose.LINK and str(row.user_id) != user_id)
        or not constant_time_compare(row.state_hash, hash_of(answer.state))
    ):
        raise ApplicationError("identity.flow_invalid")
    row.consumed_at = now
    row.save(update_fields=["consumed_at"])
    return row


def _code_of(error: str | None) -> str:
    if error in ("temporarily_unavailable", "server_error"):
        return "identity.provider_unavailable"
    # `access_denied`, and the likes of `interaction_required`: somebody there said no.
    return "identity.denied"
