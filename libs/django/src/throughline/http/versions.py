"""ETags, If-None-Match and If-Match by row version (RFC 9110, sections 8.8.3 and 13.1).

A detail's strong tag is `"<version>.<digest>"`: the digest is that of the answer, so two people who may see different
things get different tags. Only the part before the dot counts in `If-Match`; a bare `"<version>"`, learnt from an
event, works there too, and so does a tag that a proxy weakened (`W/`).
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request
from rest_framework.utils.encoders import JSONEncoder

from .errors import ApplicationError
from .models import VersionedModel

_ENTITY_TAG: Final = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')
# One element of a list, which may be empty (RFC 9110, section 5.6.1.2), with its comma. No part of it matches what
# another one matches, so a hostile header costs no more than its length.
_LIST_ELEMENT: Final = re.compile(rf"[ \t]*(?:{_ENTITY_TAG.pattern}[ \t]*)?(?:,|\Z)")
_VERSION: Final = re.compile(r"([1-9][0-9]{0,18})(?:\..*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Precondition:
    """What `If-Match` said: `any_version` for `*`, else the versions that it named."""

    any_version: bool
    versions: frozenset[int]

    def require(self, row: VersionedModel) -> None:
        """Raises `http.precondition_failed` (412) when the row, which must be locked, has another version."""
        if not self.any_version and row.version not in self.versions:
            raise ApplicationError("http.precondition_failed")


def etag_for(data: object, version: int | None = None) -> str:
    """The tag of what an answer holds: strong with a version, weak (`W/"…"`) without, as lists have it."""
    canonical = json.dumps(data, cls=JSONEncoder, sort_keys=True, separators=(",", ":"))
    digest = sha256(canonical.encode()).hexdigest()[:16]
    return f'W/"{digest}"' if version is None else f'"{version}.{digest}"'


def version_of(data: object) -> int | None:
    """The row version in the data of a detail, None for anything else."""
    version = data.get("version") if isinstance(data, Mapping) else None
    return version if isinstance(version, int) and not isinstance(version, bool) and version > 0 else None


def none_match(header: str | None, etag: str) -> bool:
    """Whether `If-None-Match` allows to answer 200: weak comparison, since caches and proxies weaken tags."""
    if header is None:
        return True
    if header.strip() == "*":
        return False
    return etag.removeprefix("W/").strip('"') not in _ENTITY_TAG.findall(header)


def precondition_of(request: HttpRequest | Request) -> Precondition:
    """`If-Match` of a request; without the header any version fits.

    Raises `http.malformed_request` (400) when the header is no list of entity tags. A tag that names no version of
    ours matches no row.
    """
    header = request.META.get("HTTP_IF_MATCH")
    if header is None or header.strip() == "*":
        return Precondition(any_version=True, versions=frozenset())
    named = (_VERSION.fullmatch(tag) for tag in _tags(header))
    return Precondition(any_version=False, versions=frozenset(int(match[1]) for match in named if match))


def _tags(header: str) -> list[str]:
    tags: list[str] = []
    position = 0
    while position < len(header):
        element = _LIST_ELEMENT.match(header, position)
        if element is None:
            tags.clear()
            break
        if element[1] is not None:
            tags.append(element[1])
        position = element.end()
    if not tags:
        raise ApplicationError("http.malformed_request", 'If-Match must be * or a list of tags such as "7".')
    return tags


def require_version(request: HttpRequest | Request, row: VersionedModel) -> None:
    """Raises `http.precondition_failed` (412) unless `If-Match` is absent or names the version of this row.

    Only a row read with `select_for_update()` in the transaction of the write makes this safe against another writer.
    """
    precondition_of(request).require(row)


def save_new_version(row: VersionedModel, *fields: str) -> None:
    """Raise the version of a locked row and save it with these changed fields."""
    row.version += 1
    row.updated_at = timezone.now()
    row.save(update_fields=[*fields, "version", "updated_at"])
