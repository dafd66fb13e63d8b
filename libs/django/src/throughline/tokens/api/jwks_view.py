from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from throughline.tokens.models import SigningKey
from throughline.tokens.signing.algorithms import configured_algorithm, uses_keys

# Shorter than KEY_LEAD by much: who reads through a cache still learns of a key before it signs.
_MAX_AGE_S = 60


@require_safe
def jwks(request: HttpRequest) -> JsonResponse:
    """`GET /.well-known/jwks.json`: the public keys that access tokens are verified with (RFC 7517, section 5).

    None where tokens are signed with a shared secret.
    """
    return JsonResponse(
        {"keys": _published()},
        content_type="application/jwk-set+json",
        headers={"Cache-Control": f"public, max-age={_MAX_AGE_S}"},
    )


def _published() -> list[dict[str, object]]:
    if not uses_keys():
        return []
    # Here, because it needs the package `cryptography`.
    from throughline.tokens.signing.key_material import public_jwk

    good = SigningKey.objects.filter(Q(access_until=None) | Q(access_until__gt=timezone.now()))
    return [
        public_jwk(algorithm=key.algorithm, kid=key.kid, public_key=key.public_key)
        for key in good.filter(algorithm=configured_algorithm()).order_by("created_at")
    ]
