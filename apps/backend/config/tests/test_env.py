import subprocess
import sys
from pathlib import Path

import pytest

BACKEND = Path(__file__).resolve().parents[2]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "DJANGO_SECRET_KEY": "Vq3w0mJx7Zs1Kp9Lr5Td2Nf8Hb4Yc6Ga",
    "PUBLIC_URL": "https://market.example.org",
    "EMAIL_URL": "console:",
    "JWT_SECRET": "t8Rk2Wm6Xp0Zq4Vn9Ls3Jd7Hf1Gc5Bya",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    merged = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    command = [sys.executable, "manage.py", "check", "--deploy", "--tag", "security", "--fail-level", "ERROR"]
    return subprocess.run(command, cwd=BACKEND, env=merged, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_good_environment_starts() -> None:
    assert start().returncode == 0


def test_the_secret_before_is_kept_for_what_it_has_sealed() -> None:
    script = "from django.conf import settings; print(settings.SECRET_KEY_FALLBACKS)"
    command = [sys.executable, "-c", script]
    for given, kept in (
        ({}, "[]"),
        ({"DJANGO_SECRET_KEY_PREVIOUS": ""}, "[]"),
        ({"DJANGO_SECRET_KEY_PREVIOUS": "a"}, "['a']"),
    ):
        run = subprocess.run(command, cwd=BACKEND, env={**GOOD, **given}, capture_output=True, text=True, check=True)  # noqa: S603
        assert run.stdout.strip() == kept


@pytest.mark.parametrize("algorithm", ["EdDSA", "RS256"])
def test_where_key_pairs_sign_no_secret_is_needed(algorithm: str) -> None:
    run = start(JWT_ALGORITHM=algorithm, JWT_SECRET=None)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("DJANGO_SECRET_KEY", None, "DJANGO_SECRET_KEY is not set."),
        ("JWT_SECRET", "", "JWT_SECRET is not set."),
        ("PUBLIC_URL", None, "PUBLIC_URL is not set."),
        ("PUBLIC_URL", "market.example.org", "PUBLIC_URL has a wrong value"),
        ("EMAIL_URL", None, "EMAIL_URL is not set."),
        ("EMAIL_URL", "mail.example.org", "EMAIL_URL has a wrong value: it is no address such as"),
        ("EMAIL_URL", "smtp://", "EMAIL_URL has a wrong value: it is no address such as"),
        ("EMAIL_URL", "smtps://a:secret@mail:port", "EMAIL_URL has a wrong value"),
        ("EMAIL_URL", "http://a:secret@mail", "EMAIL_URL has a wrong value: it is no address such as"),
        ("EMAIL_URL", "file://", "EMAIL_URL has a wrong value: it is no address such as"),
        ("EMAIL_FROM", "nobody", "EMAIL_FROM has a wrong value: 'nobody' is no sender"),
        ("EMAIL_FROM", "a@b\nBcc: c@d", "EMAIL_FROM has a wrong value"),
        ("ACCOUNT_DELETION_GRACE", "-1", "ACCOUNT_DELETION_GRACE has a wrong value"),
        ("SOCIAL_GOOGLE_CLIENT_ID", "a", "SOCIAL_GOOGLE_CLIENT_ID and SOCIAL_GOOGLE_CLIENT_SECRET are set together"),
        ("SOCIAL_GITHUB_CLIENT_SECRET", "a", "SOCIAL_GITHUB_CLIENT_ID and SOCIAL_GITHUB_CLIENT_SECRET are set"),
        (
            "SOCIAL_OIDC_ISSUER",
            "https://id.example.org",
            "SOCIAL_OIDC_ISSUER and SOCIAL_OIDC_CLIENT_ID are set together",
        ),
        ("SOCIAL_OIDC_CLIENT_ID", "a", "SOCIAL_OIDC_ISSUER and SOCIAL_OIDC_CLIENT_ID are set together"),
        (
            "SOCIAL_OIDC_ISSUER",
            "http://id.example.org",
            "SOCIAL_OIDC_ISSUER has a wrong value: 'http://id.example.org' must",
        ),
        ("SOCIAL_GITHUB_URL", "github", "SOCIAL_GITHUB_URL has a wrong value"),
        ("JWT_ALGORITHM", "HS512", "JWT_ALGORITHM has a wrong value: it must be one of HS256, EdDSA, RS256."),
        ("DATABASE_URL", None, "DATABASE_URL is not set."),
        ("DATABASE_URL", "oracle://a:secret@b/c", "DATABASE_URL has a wrong value: its scheme must be"),
        ("DATABASE_URL", "postgres://a:secret@b", "DATABASE_URL has a wrong value: it names no database"),
        ("CORS_ALLOWED_ORIGINS", "example.org", "CORS_ALLOWED_ORIGINS has a wrong value: 'example.org' is no origin"),
        ("CORS_ALLOWED_ORIGINS", "https://a.org/", "CORS_ALLOWED_ORIGINS has a wrong value"),
        ("CORS_ALLOWED_ORIGINS", "*", "CORS_ALLOWED_ORIGINS has a wrong value"),
        ("JWT_ACCESS_TOKEN_LIFETIME", "5 minutes", "JWT_ACCESS_TOKEN_LIFETIME has a wrong value"),
        ("JWT_ACCESS_TOKEN_LIFETIME", "-1", "JWT_ACCESS_TOKEN_LIFETIME has a wrong value"),
        ("JWT_REFRESH_GRACE", "1e99", "JWT_REFRESH_GRACE has a wrong value"),
        ("JWT_ALGORITHM", "none", "JWT_ALGORITHM has a wrong value: it must be one of HS256, EdDSA, RS256."),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES has a wrong value"),
        ("GATEWAY_URL", "gateway", "GATEWAY_URL has a wrong value"),
        ("REDIS_URL", "http://:secret@localhost", "REDIS_URL has a wrong value: it is no address such as"),
        ("REDIS_URL", "redis://", "REDIS_URL has a wrong value"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL has a wrong value"),
        ("DEMO_DATA_ALLOWED", "maybe", "DEMO_DATA_ALLOWED has a wrong value"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_line(name: str, value: str | None, line: str) -> None:
    run = start(**{name: value})
    assert run.returncode == 1
    assert run.stderr.startswith(f"Configuration: {line}")
    assert run.stderr.count("\n") == 1
    assert "secret@" not in run.stderr


@pytest.mark.parametrize(
    ("name", "value", "check"),
    [
        ("JWT_SECRET", "a-string-secret-at-least-256-bits-long", "throughline_tokens.E003"),
        ("JWT_SECRET", "changeme", "throughline_tokens.E002"),
        ("JWT_SECRET", "changeme" * 5, "throughline_tokens.E003"),
        ("JWT_SECRET", GOOD["DJANGO_SECRET_KEY"], "throughline_tokens.E004"),
        ("JWT_REFRESH_GRACE", "300", "throughline_tokens.E006"),
    ],
)
def test_unsafe_signing_stops_production(name: str, value: str, check: str) -> None:
    run = start(**{name: value})
    assert run.returncode != 0
    assert check in run.stderr


def test_what_seals_the_key_pairs_may_not_be_weak_in_production() -> None:
    run = start(JWT_ALGORITHM="EdDSA", JWT_SECRET=None, DJANGO_SECRET_KEY="django-insecure-" + GOOD["JWT_SECRET"])
    assert run.returncode != 0
    assert "throughline_tokens.E003" in run.stderr
