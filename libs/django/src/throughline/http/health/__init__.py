"""Is this service fit to work? Mount `HealthView`, `livez` and `readyz`; register checks in `AppConfig.ready()`."""

from .checks import register_health_check
from .views import HealthView, livez, readyz

__all__ = ["HealthView", "livez", "readyz", "register_health_check"]
