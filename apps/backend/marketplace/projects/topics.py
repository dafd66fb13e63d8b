from collections.abc import Collection, Sequence

from marketplace.projects.selectors.projects import projects_visible
from marketplace.topic_ids import well_formed
from throughline.http.context import RequestContext
from throughline.topics.kinds import TopicKind


def readable_projects(context: RequestContext, ids: Sequence[str]) -> Collection[str]:
    """Who sees a project may follow it."""
    visible = projects_visible(context=context).filter(pk__in=well_formed(ids))
    return {str(pk) for pk in visible.values_list("pk", flat=True)}


PROJECT_TOPICS = TopicKind("project", readable_projects)
