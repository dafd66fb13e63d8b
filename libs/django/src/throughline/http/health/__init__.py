"""Is this service fit to work? Mount `HealthView`, `livez` and `readyz`; register checks in `AppConfig.ready()`."""

from .checks import UnfitError, register_health_check
from .views import HealthView, livez, readyz

__all__ = ["HealthView", "UnfitError", "livez", "readyz", "register_health_check"]
