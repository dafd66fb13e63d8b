from datetime import timedelta
from typing import Final

from throughline.tokens.limits.limit import Limit

# Whoever sits at an open session where an app was begun, and guesses its code.
ENROLMENT_CODE: Final = Limit("enrolment code", free=5, longest=timedelta(minutes=15))
# Passkeys that somebody makes up; many people may share an address.
PASSKEY_ADDRESS: Final = Limit("passkey address", free=50, longest=timedelta(minutes=15))
