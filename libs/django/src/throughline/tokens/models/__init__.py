from throughline.tokens.models.refresh_family import RefreshFamily
from throughline.tokens.models.refresh_token import RefreshToken

__all__ = ["RefreshFamily", "RefreshToken"]
