import base64
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from marketplace.identities.flow_secrets import FlowSecrets
from marketplace.identities.providers.discovery import Discovery, discovery_of
from marketplace.identities.providers.id_token import IdTokenError, verified_claims
from marketplace.identities.providers.profile import Profile
from marketplace.identities.providers.profile_texts import email_of, text_of
from marketplace.identities.providers.provider_errors import invalid, unavailable
from marketplace.identities.providers.provider_http import Answer, ProviderAwayError, get_json, post_form

_SCOPE: Final = "openid email profile"
# Our own fault, or the operator's; the person can do nothing about it (RFC 6749, section 5.2).
_CONFIGURATION_ERRORS: Final = frozenset({"invalid_client", "unauthorized_client", "unsupported_grant_type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OidcProvider:
    """Any service that speaks OpenID Connect, Google among them."""

    id: str
    label: str
    issuer: str
    client_id: str
    client_secret: str

    def authorization_url(self, *, redirect_uri: str, state: str, secrets: FlowSecrets) -> str:
        endpoint = self._discovery().authorization_endpoint
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": redirect_uri,
            "scope": _SCOPE,
            "state": state,
            "nonce": secrets.nonce,
            "code_challenge": secrets.challenge,
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"

    def profile_of(self, *, code: str, issuer: str | None, redirect_uri: str, secrets: FlowSecrets) -> Profile:
        discovery = self._discovery()
        if issuer != self.issuer and (issuer is not None or discovery.names_issuer_in_answers):
            raise invalid(self.id, "the answer names another issuer")
        try:
            tokens = self._exchange(discovery, code, redirect_uri, secrets)
            claims = verified_claims(
                tokens.get("id_token"),
                issuer=self.issuer,
                client_id=self.client_id,
                nonce=secrets.nonce,
                jwks_uri=discovery.jwks_uri,
            )
            claims = {**self._userinfo(discovery, tokens, claims), **claims}
        except IdTokenError as error:
            raise invalid(self.id, f"ID token: {error}") from error
        except ProviderAwayError as error:
            raise unavailable(self.id, str(error)) from error
        verified = claims.get("email_verified")
        # Some services write booleans as text.
        is_verified = verified is True or verified == "true"
        return Profile(
            issuer=self.issuer,
            subject=claims["sub"],
            email=email_of(claims.get("email")) if is_verified else None,
            name=text_of(claims.get("name")),
            username=text_of(claims.get("preferred_username")),
        )

    def _discovery(self) -> Discovery:
        try:
            return discovery_of(self.issuer)
        except ProviderAwayError as error:
            raise unavailable(self.id, str(error)) from error

    def _exchange(self, discovery: Discovery, code: str, redirect_uri: str, secrets: FlowSecrets) -> dict[str, Any]:
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": secrets.verifier,
        }
        headers = {}
        if discovery.takes_basic_authentication:
            # Both halves are encoded before (RFC 6749, section 2.3.1).
            pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            fields |= {"client_id": self.client_id, "client_secret": self.client_secret}
        answer = post_form(discovery.token_endpoint, fields, headers)
        return self._tokens_of(answer)

    def _tokens_of(self, answer: Answer) -> dict[str, Any]:
        body = answer.body if isinstance(answer.body, dict) else {}
        if answer.status == 200:
            return body
        error = body.get("error")
        if answer.status == 401 or error in _CONFIGURATION_ERRORS:
            raise unavailable(self.id, "the service refuses the client's id or secret")
        raise invalid(self.id, f"the code was refused with status {answer.status}")

    def _userinfo(self, discovery: Discovery, tokens: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
        """What the ID token leaves out (section 5.3); of nobody but its subject."""
        access = tokens.get("access_token")
        if "email" in claims or discovery.userinfo_endpoint is None or not isinstance(access, str):
            return {}
        answer = get_json(discovery.userinfo_endpoint, {"Authorization": f"Bearer {access}"})
        if answer.status != 200 or not isinstance(answer.body, dict) or answer.body.get("sub") != claims["sub"]:
            raise invalid(self.id, "user info of another subject, or none")
        return answer.body
