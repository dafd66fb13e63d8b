"""Signing by configuration: one shared secret (HS256), or key pairs of a table (EdDSA, RS256)."""
