"""SimpleJWT and the core's refresh families, from one environment."""

from typing import Any

from config.env import Environment


def simple_jwt(env: Environment, *, secret: str | None) -> dict[str, Any]:
    return {
        "ALGORITHM": env.jwt_algorithm,
        **({} if secret is None else {"SIGNING_KEY": secret}),
        "ISSUER": env.jwt_issuer,
        "AUDIENCE": env.jwt_audience,
        "LEEWAY": env.clock_skew,
        "ACCESS_TOKEN_LIFETIME": env.access_lifetime,
        "REFRESH_TOKEN_LIFETIME": env.refresh_lifetime,
    }


def throughline_tokens(env: Environment) -> dict[str, Any]:
    return {
        "GRACE": env.refresh_grace,
        "FAMILY_LIFETIME": env.session_lifetime,
        "CLAIMS_PROVIDER": "marketplace.companies.token_claims.CompanyClaims",
        "OBSERVER": "marketplace.security_log.observer.SecurityLogObserver",
        "SECOND_FACTOR": "marketplace.factors.second_factor.AppOrRecoveryCode",
        "REQUIRED_CLAIMS": ("exp", "iat", "jti", "iss", "aud", "user_id", "email", "role", "sid", "company_id"),
    }
