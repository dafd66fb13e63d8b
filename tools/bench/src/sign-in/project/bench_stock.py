"""SimpleJWT by its own documentation: rotation with the blacklist."""

from bench_base import *
from bench_base import SIMPLE_JWT

SIMPLE_JWT = {**SIMPLE_JWT, "ROTATE_REFRESH_TOKENS": True, "BLACKLIST_AFTER_ROTATION": True}
ROOT_URLCONF = "bench_stock_urls"
