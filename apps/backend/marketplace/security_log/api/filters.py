import django_filters

from marketplace.security_log.models import SecurityEvent


class SecurityEventFilters(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=SecurityEvent.Kind.choices)
    session_id = django_filters.UUIDFilter()

    class Meta:
        model = SecurityEvent
        fields: tuple[str, ...] = ()
