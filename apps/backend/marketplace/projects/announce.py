"""Publishes events of this domain in the transaction of the change; each service calls one of these last.

A deletion is announced before the row goes, as the version that would have come next.
"""

from marketplace.projects.models import Project, ProjectMember, Task
from throughline.http.context import RequestContext
from throughline.outbox.events import EventType
from throughline.outbox.publish import publish


def announce_project(
    event_type: EventType, project: Project, *, context: RequestContext, is_last: bool = False
) -> None:
    topics = [f"project_{project.pk}"]
    if project.company_id is not None:
        topics.append(f"company_{project.company_id}")
    team = ProjectMember.objects.filter(project=project).order_by("pk").values_list("user_id", flat=True)
    topics.extend(f"user_{user_id}" for user_id in team)
    _publish(event_type, project, topics, context=context, is_last=is_last)


def announce_task(event_type: EventType, task: Task, *, context: RequestContext, is_last: bool = False) -> None:
    _publish(event_type, task, [f"project_{task.project_id}"], context=context, is_last=is_last)


def announce_member(
    event_type: EventType, member: ProjectMember, *, context: RequestContext, is_last: bool = False
) -> None:
    topics = [f"project_{member.project_id}", f"user_{member.user_id}"]
    _publish(event_type, member, topics, context=context, is_last=is_last)


def _publish(
    event_type: EventType,
    entity: Project | Task | ProjectMember,
    topics: list[str],
    *,
    context: RequestContext,
    is_last: bool,
) -> None:
    publish(
        event_type,
        topics=topics,
        entity_id=entity.pk,
        entity_version=entity.version + 1 if is_last else entity.version,
        data=entity,
        context=context,
    )
