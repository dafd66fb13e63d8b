from marketplace.security_log.models.security_event import SecurityEvent

__all__ = ["SecurityEvent"]
