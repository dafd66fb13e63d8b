from datetime import timedelta
from typing import Final

# From leaving for the service to the session, a second factor included.
FLOW_LIFETIME: Final = timedelta(minutes=10)
