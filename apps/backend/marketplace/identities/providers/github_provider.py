from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from marketplace.identities.flow_secrets import FlowSecrets
from marketplace.identities.providers.profile import Profile
from marketplace.identities.providers.profile_texts import email_of, text_of
from marketplace.identities.providers.provider_errors import invalid, unavailable
from marketplace.identities.providers.provider_http import Answer, ProviderAwayError, get_json, post_form

_SCOPE: Final = "read:user user:email"
_API_VERSION: Final = "2022-11-28"
_CONFIGURATION_ERRORS: Final = frozenset({"incorrect_client_credentials", "redirect_uri_mismatch"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHubProvider:
    """GitHub, or a GitHub Enterprise Server: OAuth 2.0 without ID tokens, so the person is read from its API.

    The code is bound to this flow by PKCE and to this client by its secret; `nonce` has no place here.
    """

    id: str
    label: str
    web_url: str
    api_url: str
    client_id: str
    client_secret: str

    def authorization_url(self, *, redirect_uri: str, state: str, secrets: FlowSecrets) -> str:
        query = {
            "client_id": self.client_id,
            "redirect_uri": redirect_uri,
            "scope": _SCOPE,
            "state": state,
            "code_challenge": secrets.challenge,
            "code_challenge_method": "S256",
        }
        return f"{self.web_url}/login/oauth/authorize?{urlencode(query)}"

    def profile_of(self, *, code: str, issuer: str | None, redirect_uri: str, secrets: FlowSecrets) -> Profile:
        try:
            access = self._exchange(code, redirect_uri, secrets)
            person = self._read("/user", access)
            addresses = self._read("/user/emails", access)
        except ProviderAwayError as error:
            raise unavailable(self.id, str(error)) from error
        if not isinstance(person, dict) or type(person.get("id")) is not int:
            raise invalid(self.id, "the API names no person")
        username = text_of(person.get("login"))
        return Profile(
            issuer=self.web_url,
            subject=str(person["id"]),
            email=_verified_address(addresses),
            name=text_of(person.get("name")) or username,
            username=username,
        )

    def _exchange(self, code: str, redirect_uri: str, secrets: FlowSecrets) -> str:
        fields = {
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": secrets.verifier,
        }
        answer = post_form(f"{self.web_url}/login/oauth/access_token", fields)
        # Its errors come with status 200.
        body = answer.body if isinstance(answer.body, dict) else {}
        if answer.status == 404 or body.get("error") in _CONFIGURATION_ERRORS:
            raise unavailable(self.id, "the service refuses the client's id, secret or address")
        access = body.get("access_token")
        if answer.status != 200 or not isinstance(access, str):
            raise invalid(self.id, "the code was refused")
        return access

    def _read(self, path: str, access: str) -> Any:
        headers = {
            "Authorization": f"Bearer {access}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": _API_VERSION,
        }
        answer: Answer = get_json(f"{self.api_url}{path}", headers)
        if answer.status != 200:
            raise invalid(self.id, f"{path} was refused with status {answer.status}")
        return answer.body


def _verified_address(addresses: object) -> str | None:
    rows = addresses if isinstance(addresses, list) else []
    primary = [row for row in rows if isinstance(row, dict) and row.get("primary") is True]
    verified = [row for row in primary if row.get("verified") is True]
    return email_of(verified[0].get("email")) if verified else None
