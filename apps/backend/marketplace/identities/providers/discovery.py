from dataclasses import dataclass

from marketplace.identities.providers.kept_document import DOCUMENTS
from marketplace.identities.providers.provider_http import ProviderAwayError
from marketplace.identities.providers.secure_address import is_secure


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a service says of itself (OpenID Connect Discovery 1.0, section 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    takes_basic_authentication: bool
    names_issuer_in_answers: bool


def discovery_of(issuer: str) -> Discovery:
    """Raises ProviderAwayError, also for a document that is another issuer's or leads to insecure addresses."""
    address = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    document = DOCUMENTS.document(address)
    if document.get("issuer") != issuer:
        raise ProviderAwayError(f"GET {address}: the document is of another issuer")
    authorization, token, keys = (
        _address(document, name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    )
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return Discovery(
        issuer=issuer,
        authorization_endpoint=authorization,
        token_endpoint=token,
        jwks_uri=keys,
        userinfo_endpoint=_address(document, "userinfo_endpoint") if "userinfo_endpoint" in document else None,
        takes_basic_authentication=isinstance(methods, list) and "client_secret_basic" in methods,
        names_issuer_in_answers=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _address(document: dict[str, object], name: str) -> str:
    address = document.get(name)
    if not isinstance(address, str) or not is_secure(address):
        raise ProviderAwayError(f"the document of {document.get('issuer')} has no usable {name}")
    return address
