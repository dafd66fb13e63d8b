"""The only place that reads the environment. A missing or wrong value stops the process with one clear line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NoReturn, TypeVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

Value = TypeVar("Value")

DATABASE_SCHEMES = ("postgres", "postgresql")
JWT_ALGORITHMS = ("HS256",)
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_env = environ.Env()


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What every settings module needs. Lifetimes are seconds in the environment."""

    # None: only commands that need no database work, such as writing the OpenAPI document.
    database: dict[str, Any] | None
    allowed_hosts: list[str]
    cors_allowed_origins: list[str]
    trusted_proxies: int
    # Where the relay brings events; None where no relay runs.
    gateway_url: str | None
    log_level: str
    demo_data_allowed: bool
    jwt_algorithm: str
    jwt_issuer: str
    jwt_audience: str
    access_lifetime: timedelta
    refresh_lifetime: timedelta
    session_lifetime: timedelta
    refresh_grace: timedelta
    clock_skew: timedelta


def environment() -> Environment:
    return Environment(
        database=_read("DATABASE_URL", _database, default=None),
        allowed_hosts=_read("ALLOWED_HOSTS", _env.list, default=["localhost", "127.0.0.1", "[::1]"]),
        cors_allowed_origins=_read("CORS_ALLOWED_ORIGINS", _origins, default=[]),
        trusted_proxies=_read("TRUSTED_PROXIES", _count, default=0),
        gateway_url=_read("GATEWAY_URL", _address, default=None),
        log_level=_read("LOG_LEVEL", _log_level, default="INFO"),
        demo_data_allowed=_read("DEMO_DATA_ALLOWED", _boolean, default=False),
        jwt_algorithm=_read("JWT_ALGORITHM", _algorithm, default="HS256"),
        jwt_issuer=_read("JWT_ISSUER", _env.str, default="throughline-backend"),
        jwt_audience=_read("JWT_AUDIENCE", _env.str, default="throughline"),
        access_lifetime=_read("JWT_ACCESS_TOKEN_LIFETIME", _seconds, default=timedelta(minutes=5)),
        refresh_lifetime=_read("JWT_REFRESH_TOKEN_LIFETIME", _seconds, default=timedelta(days=7)),
        session_lifetime=_read("JWT_SESSION_LIFETIME", _seconds, default=timedelta(days=30)),
        refresh_grace=_read("JWT_REFRESH_GRACE", _seconds, default=timedelta(seconds=30)),
        clock_skew=_read("JWT_CLOCK_SKEW", _seconds, default=timedelta(seconds=30)),
    )


@dataclass(frozen=True, kw_only=True)
class Secrets:
    secret_key: str
    jwt_secret: str


def secrets() -> Secrets:
    """Read only by settings of processes that serve; there is no default."""
    return Secrets(secret_key=_required("DJANGO_SECRET_KEY"), jwt_secret=_required("JWT_SECRET"))


def stop(line: str) -> NoReturn:
    raise SystemExit(f"Configuration: {line}")


def _required(name: str) -> str:
    value: str = _env.str(name, default="")
    return value or stop(f"{name} is not set.")


def _read(name: str, parse: Callable[[str], Value], *, default: Value) -> Value:
    if not _env.str(name, default=""):
        return default
    try:
        return parse(name)
    except (ValueError, KeyError, TypeError, ImproperlyConfigured) as error:
        # The value itself may be a secret (a password in DATABASE_URL), so only its name and the reason are told.
        stop(f"{name} has a wrong value: {error}")


def _database(name: str) -> dict[str, Any]:
    scheme = urlsplit(_env.str(name)).scheme
    if scheme not in DATABASE_SCHEMES:
        raise ValueError(f"its scheme must be one of {', '.join(DATABASE_SCHEMES)}.")
    database: dict[str, Any] = dict(_env.db_url(name))
    if not database["NAME"]:
        raise ValueError("it names no database (postgres://user:password@host:port/name).")
    return database


def _origins(name: str) -> list[str]:
    origins: list[str] = _env.list(name)
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in ("http", "https") or not parts.netloc or f"{parts.scheme}://{parts.netloc}" != origin:
            raise ValueError(f"{origin!r} is no origin such as https://example.org.")
    return origins


def _address(name: str) -> str:
    address: str = _env.str(name)
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{address!r} is no address such as http://localhost:8001.")
    return address


def _boolean(name: str) -> bool:
    value = _env.str(name).strip().lower()
    if value not in ("true", "false", "1", "0", "on", "off", "yes", "no"):
        raise ValueError("it must be true or false.")
    return value in ("true", "1", "on", "yes")


def _count(name: str) -> int:
    value: int = _env.int(name)
    if value < 0:
        raise ValueError("it must be 0 or more.")
    return value


def _seconds(name: str) -> timedelta:
    value: int = _env.int(name)
    if not 0 <= value <= 10 * 365 * 86_400:
        raise ValueError("it must be whole seconds, at most ten years.")
    return timedelta(seconds=value)


def _algorithm(name: str) -> str:
    return _one_of(_env.str(name), JWT_ALGORITHMS)


def _log_level(name: str) -> str:
    return _one_of(_env.str(name).upper(), LOG_LEVELS)


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"it must be one of {', '.join(allowed)}.")
    return value
