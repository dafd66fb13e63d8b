"""`Idempotency-Key`: the same request twice does its work once and gets the same answer."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any, Final, TypeVar, cast

from django.db import IntegrityError, connections, router, transaction
from django.http.response import HttpResponseBase
from django.utils import timezone
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .context import context_of
from .envelope import settle
from .errors import ApplicationError
from .models import IdempotencyRecord
from .registry import error_code

IDEMPOTENCY_KEY_HEADER: Final = "Idempotency-Key"
KEEP_FOR: Final = timedelta(hours=24)

_KEY: Final = re.compile(r"[\x21-\x7e]{1,255}")
_Handler = TypeVar("_Handler", bound=Callable[..., HttpResponseBase])


def idempotent(handler: _Handler) -> _Handler:
    """Let a creating or paying POST (`post`, or `create` of a view set) accept an `Idempotency-Key`.

    The answer is kept for 24 hours for this person and route, in the transaction of the work. Kept are answers below
    500 whose code is not retryable; after any other one the work is undone and the key is free again.

    Raises `http.malformed_request` (400) for a key that is not 1 to 255 visible ASCII characters,
    `http.idempotency_key_reused` (409) for the same key with another body, address or company, and
    `http.idempotency_in_progress` (409) while the first request with the key still runs.
    """

    @wraps(handler)
    def handle_once(view: APIView, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.META.get("HTTP_IDEMPOTENCY_KEY")
        if key is None:
            return handler(view, request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            raise ApplicationError(
                "http.malformed_request", f"{IDEMPOTENCY_KEY_HEADER} must be 1 to 255 visible ASCII characters."
            )
        scope = {"actor_id": context_of(request).actor_id or "", "route": _route(request), "key": key}
        with _claim(scope) as database:
            return _replay(scope, database, request) or _work(
                scope, database, view, request, lambda: handler(view, request, *args, **kwargs)
            )

    handle_once.accepts_idempotency_key = True  # type: ignore[attr-defined]
    return cast("_Handler", handle_once)


def _route(request: Request) -> str:
    match = request._request.resolver_match
    return f"{request.method} {match.route if match else request.path}"[:255]


def _fingerprint(request: Request) -> str:
    company_id = context_of(request).company_id or ""
    head = "\n".join((request.get_full_path(), company_id, request.content_type or ""))
    return sha256(head.encode() + b"\n" + request._request.body).hexdigest()


@contextmanager
def _claim(scope: dict[str, str]) -> Iterator[str]:
    """A transaction that holds the key; the claim ends with it, or with the process. Yields the database's alias."""
    database = router.db_for_write(IdempotencyRecord)
    name = sha256("\n".join(scope.values()).encode())
    is_mysql = connections[database].vendor == "mysql"
    try:
        with transaction.atomic(using=database):
            if not _try_lock(database, name.digest()):
                raise ApplicationError("http.idempotency_in_progress", headers={"Retry-After": "1"})
            yield database
    finally:
        # A lock of MariaDB belongs to the connection; that of PostgreSQL ended with the transaction.
        if is_mysql:
            with connections[database].cursor() as cursor:
                cursor.execute("DO RELEASE_LOCK(%s)", [name.hexdigest()])


def _try_lock(database: str, name: bytes) -> bool:
    connection = connections[database]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [int.from_bytes(name[:8], "big", signed=True)])
        elif connection.vendor == "mysql":
            cursor.execute("SELECT GET_LOCK(%s, 0)", [name.hex()])
        else:
            return True  # The unique constraint alone keeps the second request from doing the work.
        row = cursor.fetchone()
    return bool(row and row[0])


def _replay(scope: dict[str, str], database: str, request: Request) -> Response | None:
    record = IdempotencyRecord.objects.using(database).filter(**scope).first()
    if record is None:
        return None
    if record.expires_at <= timezone.now():
        record.delete()
        return None
    if record.fingerprint != _fingerprint(request):
        raise ApplicationError("http.idempotency_key_reused")
    data = json.loads(record.body) if record.body else None
    return settle(Response(data, status=record.status, headers={**record.headers, "Idempotency-Replayed": "true"}))


def _work(
    scope: dict[str, str], database: str, view: APIView, request: Request, handle: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic(using=database):
            response = handle()
    except Exception as error:  # noqa: BLE001 - raised again unless it is an answer
        response = view.handle_exception(error)
    if not isinstance(response, Response):
        raise TypeError("A view that accepts idempotency keys must answer with a Response of Django REST framework.")
    if not _is_kept(response):
        transaction.set_rollback(True, using=database)
    if transaction.get_rollback(using=database):
        return response
    try:
        with transaction.atomic(using=database):
            IdempotencyRecord.objects.using(database).create(
                **scope,
                fingerprint=fingerprint,
                status=response.status_code,
                headers={name: value for name, value in response.headers.items() if name != "Content-Type"},
                body="" if response.data is None else JSONRenderer().render(response.data).decode(),
                expires_at=timezone.now() + KEEP_FOR,
            )
    except IntegrityError as error:
        raise ApplicationError("http.idempotency_in_progress", headers={"Retry-After": "1"}) from error
    return response


def _is_kept(response: Response) -> bool:
    code = response.data.get("code") if response.status_code >= 400 and isinstance(response.data, dict) else None
    return response.status_code < 500 and not (isinstance(code, str) and error_code(code).retryable)
