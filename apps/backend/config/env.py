"""The only place that reads the environment. A missing or wrong value stops the process with one clear line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from typing import Any, NoReturn, TypeVar
from urllib.parse import SplitResult, unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

Value = TypeVar("Value")

DATABASE_SCHEMES = ("postgres", "postgresql")
JWT_ALGORITHMS = ("HS256", "EdDSA", "RS256")
# By what they speak: plainly, after STARTTLS (RFC 3207), or by TLS from the start (RFC 8314).
SMTP_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
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
    # What carries jobs to the workers; without it they wait in the database.
    broker_url: str | None
    # By which others see that a worker takes jobs; None for none.
    worker_ready_file: str | None
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
    # Between asking for the deletion of an account and the deletion.
    deletion_grace: timedelta


def environment() -> Environment:
    return Environment(
        database=_read("DATABASE_URL", _database, default=None),
        allowed_hosts=_read("ALLOWED_HOSTS", _env.list, default=["localhost", "127.0.0.1", "[::1]"]),
        cors_allowed_origins=_read("CORS_ALLOWED_ORIGINS", _origins, default=[]),
        trusted_proxies=_read("TRUSTED_PROXIES", _count, default=0),
        gateway_url=_read("GATEWAY_URL", _address, default=None),
        broker_url=_read("REDIS_URL", _redis_address, default=None),
        worker_ready_file=_read("WORKER_READY_FILE", _env.str, default=None),
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
        deletion_grace=_read("ACCOUNT_DELETION_GRACE", _seconds, default=timedelta(days=14)),
    )


@dataclass(frozen=True, kw_only=True)
class Secrets:
    secret_key: str
    # Those before it, which still open what they have sealed.
    secret_key_fallbacks: list[str]
    # None where key pairs sign, which stand in the database.
    jwt_secret: str | None


def secrets(env: Environment) -> Secrets:
    """Read only by settings of processes that serve; there is no default."""
    return Secrets(
        secret_key=_required("DJANGO_SECRET_KEY"),
        secret_key_fallbacks=_read("DJANGO_SECRET_KEY_PREVIOUS", lambda name: [_env.str(name)], default=[]),
        jwt_secret=_required("JWT_SECRET") if env.jwt_algorithm == "HS256" else None,
    )


def public_url() -> str:
    """Where people reach the site, without a slash at the end: what mails link to and sign-in services lead back to."""
    _required("PUBLIC_URL")
    address = _read("PUBLIC_URL", _address, default="")
    return address.rstrip("/")


@dataclass(frozen=True, kw_only=True)
class MailEnvironment:
    """`EMAIL_URL` in parts: an SMTP server, a `folder` that each mail becomes a file of, or standard output."""

    scheme: str
    host: str
    port: int
    user: str
    password: str
    folder: str
    # Empty: the site's own host.
    sender: str


def mail_environment() -> MailEnvironment:
    """Read only by settings of processes that serve: without mails nobody can register."""
    _required("EMAIL_URL")
    parts = _read("EMAIL_URL", _mail_address, default=urlsplit("console:"))
    return MailEnvironment(
        scheme=parts.scheme,
        host=parts.hostname or "",
        port=parts.port or SMTP_PORTS.get(parts.scheme, 0),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path),
        sender=_read("EMAIL_FROM", _sender, default=""),
    )


@dataclass(frozen=True, kw_only=True)
class SocialClient:
    """This site as a sign-in service knows it."""

    client_id: str
    client_secret: str


@dataclass(frozen=True, kw_only=True)
class SocialEnvironment:
    """None for each service that is not configured."""

    google: SocialClient | None
    google_issuer: str
    github: SocialClient | None
    github_url: str
    github_api_url: str
    oidc: SocialClient | None
    oidc_issuer: str
    oidc_label: str


def social_environment() -> SocialEnvironment:
    """A service with only a part of its settings stops the start."""
    google = (
        _read("SOCIAL_GOOGLE_CLIENT_ID", _env.str, default=""),
        _read("SOCIAL_GOOGLE_CLIENT_SECRET", _env.str, default=""),
    )
    github = (
        _read("SOCIAL_GITHUB_CLIENT_ID", _env.str, default=""),
        _read("SOCIAL_GITHUB_CLIENT_SECRET", _env.str, default=""),
    )
    oidc = (
        _read("SOCIAL_OIDC_CLIENT_ID", _env.str, default=""),
        _read("SOCIAL_OIDC_CLIENT_SECRET", _env.str, default=""),
    )
    oidc_issuer = _read("SOCIAL_OIDC_ISSUER", _secure_address, default="")
    if bool(oidc_issuer) != bool(oidc[0]):
        stop("SOCIAL_OIDC_ISSUER and SOCIAL_OIDC_CLIENT_ID are set together, or neither is.")
    return SocialEnvironment(
        google=_social_client("SOCIAL_GOOGLE", *google),
        google_issuer=_read("SOCIAL_GOOGLE_ISSUER", _secure_address, default="https://accounts.google.com"),
        github=_social_client("SOCIAL_GITHUB", *github),
        github_url=_read("SOCIAL_GITHUB_URL", _secure_address, default="https://github.com"),
        github_api_url=_read("SOCIAL_GITHUB_API_URL", _secure_address, default="https://api.github.com"),
        oidc=_social_client("SOCIAL_OIDC", *oidc),
        oidc_issuer=oidc_issuer,
        oidc_label=_read("SOCIAL_OIDC_LABEL", _env.str, default="Single sign-on"),
    )


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


def _secure_address(name: str) -> str:
    """What is given secrets: by TLS, or on this machine."""
    address = _address(name)
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError(f"{address!r} must begin with https://.")
    return address


def _social_client(prefix: str, client_id: str, client_secret: str) -> SocialClient | None:
    if bool(client_id) != bool(client_secret):
        stop(f"{prefix}_CLIENT_ID and {prefix}_CLIENT_SECRET are set together, or neither is.")
    return SocialClient(client_id=client_id, client_secret=client_secret) if client_id else None


def _mail_address(name: str) -> SplitResult:
    address: str = _env.str(name)
    parts = urlsplit(address)
    is_complete = {"console": not parts.netloc, "file": not parts.netloc and len(parts.path) > 1}
    # The address may hold a password, so it is not repeated.
    if not is_complete.get(parts.scheme, parts.scheme in SMTP_PORTS and bool(parts.hostname)):
        raise ValueError("it is no address such as smtp+tls://user:password@mail.example.org:587.")
    if parts.port == 0:
        raise ValueError("its port must be from 1 to 65535.")
    return parts


def _sender(name: str) -> str:
    sender: str = _env.str(name)
    if "@" not in parseaddr(sender)[1] or not sender.isprintable():
        raise ValueError(f"{sender!r} is no sender such as Throughline <no-reply@example.org>.")
    return sender


def _redis_address(name: str) -> str:
    address: str = _env.str(name)
    parts = urlsplit(address)
    # The address may hold a password, so it is not repeated.
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ValueError("it is no address such as redis://:password@localhost:6379/0.")
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
