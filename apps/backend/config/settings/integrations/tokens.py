"""SimpleJWT and the core's refresh families, from one environment and one secret."""

from typing import Any

from config.env import Environment


def simple_jwt(env: Environment, *, secret: str) -> dict[str, Any]:
    return {
        "ALGORITHM": env.jwt_algorithm,
        "SIGNING_KEY": secret,
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
        "REQUIRED_CLAIMS": ("exp", "iat", "jti", "iss", "aud", "user_id", "email", "role", "sid", "company_id"),
    }
