"""The checks of OpenID Connect Core 1.0, section 3.1.3.7."""

from typing import Any, Final

import jwt
from django.utils.crypto import constant_time_compare

from marketplace.identities.providers.kept_document import DOCUMENTS

# Signatures by keys that the service publishes. No HS256: a shared secret proves nothing about the issuer to others,
# and accepting both kinds would let a public key be taken for a secret.
ALGORITHMS: Final = {
    "RS256": "RSA",
    "RS384": "RSA",
    "RS512": "RSA",
    "PS256": "RSA",
    "ES256": "EC",
    "ES384": "EC",
    "EdDSA": "OKP",
}
CLOCK_SKEW_S: Final = 30
_MAXIMUM_CHARACTERS: Final = 16 * 1024
_MAXIMUM_SUBJECT_CHARACTERS: Final = 255
_REQUIRED: Final = ("iss", "sub", "aud", "exp", "iat")


class IdTokenError(Exception):
    """The token proves nothing; the text says which check it failed, and holds none of its values."""


def verified_claims(id_token: object, *, issuer: str, client_id: str, nonce: str, jwks_uri: str) -> dict[str, Any]:
    """The claims of an ID token for this client and this flow. Raises IdTokenError; ProviderAwayError."""
    if not isinstance(id_token, str) or len(id_token) > _MAXIMUM_CHARACTERS:
        raise IdTokenError("no ID token of a sane size")
    try:
        header = jwt.get_unverified_header(id_token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise IdTokenError("algorithm")
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key=_key_of(jwks_uri, header.get("kid"), algorithm),
            algorithms=[algorithm],
            issuer=issuer,
            audience=client_id,
            leeway=CLOCK_SKEW_S,
            options={"require": list(_REQUIRED)},
        )
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise IdTokenError(type(error).__name__) from error
    _check_party(claims, client_id)
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise IdTokenError("nonce")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _MAXIMUM_SUBJECT_CHARACTERS:
        raise IdTokenError("sub")
    return claims


def _check_party(claims: dict[str, Any], client_id: str) -> None:
    has_others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (has_others or "azp" in claims) and claims.get("azp") != client_id:
        raise IdTokenError("azp")


def _key_of(jwks_uri: str, kid: object, algorithm: str) -> jwt.PyJWK:
    for document in (DOCUMENTS.document, DOCUMENTS.newer_document):
        keys = _usable(document(jwks_uri), kid, algorithm)
        # Without an id in the token's header the key must be the only one (RFC 7515, section 4.1.4).
        if len(keys) == 1:
            return jwt.PyJWK(keys[0], algorithm)
    raise IdTokenError("no key of that id")


def _usable(key_set: dict[str, object], kid: object, algorithm: str) -> list[dict[str, Any]]:
    keys = key_set.get("keys")
    return [
        key
        for key in (keys if isinstance(keys, list) else [])
        if isinstance(key, dict)
        and key.get("kty") == ALGORITHMS[algorithm]
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and (kid is None or key.get("kid") == kid)
    ]
