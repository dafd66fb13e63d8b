from throughline.tokens.models.failure_count import FailureCount
from throughline.tokens.models.refresh_family import RefreshFamily
from throughline.tokens.models.refresh_token import RefreshToken
from throughline.tokens.models.signing_key import SigningKey
from throughline.tokens.models.token_counter import TokenCounter

__all__ = ["FailureCount", "RefreshFamily", "RefreshToken", "SigningKey", "TokenCounter"]
