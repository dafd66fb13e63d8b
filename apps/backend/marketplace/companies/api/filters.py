import django_filters

from marketplace.companies.models import CompanyEvent


class CompanyEventFilters(django_filters.FilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=CompanyEvent.Kind.choices)

    class Meta:
        model = CompanyEvent
        fields: tuple[str, ...] = ()
