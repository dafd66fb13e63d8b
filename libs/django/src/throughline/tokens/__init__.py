"""Access and refresh tokens for a Django project: SimpleJWT's tokens, with refresh families that survive races.

Opt-in app, label `throughline_tokens`. Knows AUTH_USER_MODEL only; roles and the like come from a claims provider.
"""
