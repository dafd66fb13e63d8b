from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language_from_request
from rest_framework.request import Request

from .request_id import accept_request_id
from .traceparent import accept_traceparent

# Keys of our own in the environment of a request: no header can set them, since those begin with HTTP_.
_REQUEST_ID_KEY: Final = "throughline.request_id"
_TRACEPARENT_KEY: Final = "throughline.traceparent"


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Who asks for what, as one value that services, outbox rows, jobs and logs are given.

    `actor_id` is the person's id as text, None for nobody. `company_id` is the claim of that name: the company that the
    person acts for, None for themselves. `traceparent` is a valid W3C header or None. `language` is a language tag.
    """

    actor_id: str | None
    company_id: str | None
    request_id: str
    traceparent: str | None
    language: str


def edge_ids_of(request: HttpRequest | Request) -> tuple[str, str | None]:
    """Request id and traceparent of a request, read from its headers once and the same from then on."""
    meta = request.META
    if _REQUEST_ID_KEY not in meta:
        meta[_REQUEST_ID_KEY] = accept_request_id(meta.get("HTTP_X_REQUEST_ID"))
        meta[_TRACEPARENT_KEY] = accept_traceparent(meta.get("HTTP_TRACEPARENT"))
    return meta[_REQUEST_ID_KEY], meta[_TRACEPARENT_KEY]


def context_of(request: HttpRequest | Request) -> RequestContext:
    """The context of a request.

    The person is `request.user`. The company is the claim `company_id` of `request.auth` when that has claims by
    `get()`, as a mapping and a SimpleJWT token do.
    """
    request_id, traceparent = edge_ids_of(request)
    user = getattr(request, "user", None)
    actor_id = str(user.pk) if user is not None and user.is_authenticated else None
    get_claim = getattr(getattr(request, "auth", None), "get", None)
    company_id = get_claim("company_id") if callable(get_claim) else None
    django_request = request._request if isinstance(request, Request) else request
    return RequestContext(
        actor_id=actor_id,
        company_id=None if company_id is None else str(company_id),
        request_id=request_id,
        traceparent=traceparent,
        language=get_language_from_request(django_request),
    )
