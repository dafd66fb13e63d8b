import django_filters

from marketplace.projects.models import Project, Task


class ProjectFilters(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=Project.Status.choices)
    due_after = django_filters.DateFilter(field_name="due_date", lookup_expr="gte")
    due_before = django_filters.DateFilter(field_name="due_date", lookup_expr="lte")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()


class TaskFilters(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=Task.Status.choices)
    priority = django_filters.ChoiceFilter(choices=Task.Priority.choices)
    assignee_id = django_filters.UUIDFilter()
    due_after = django_filters.DateFilter(field_name="due_date", lookup_expr="gte")
    due_before = django_filters.DateFilter(field_name="due_date", lookup_expr="lte")

    class Meta:
        model = Task
        fields: tuple[str, ...] = ()
