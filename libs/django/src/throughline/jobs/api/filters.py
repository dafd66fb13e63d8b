import django_filters

from ..models import Job


class JobFilters(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=Job.Status.choices)
    kind = django_filters.CharFilter(max_length=100)

    class Meta:
        model = Job
        fields: tuple[str, ...] = ()
