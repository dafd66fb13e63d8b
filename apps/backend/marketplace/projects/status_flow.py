from typing import Final

from marketplace.projects.models import Project

_Status = Project.Status

# From a status to those that a project may go to next.
STATUS_FLOW: Final[dict[str, tuple[Project.Status, ...]]] = {
    _Status.DRAFT: (_Status.OPEN, _Status.CANCELLED),
    _Status.OPEN: (_Status.IN_PROGRESS, _Status.DRAFT, _Status.CANCELLED),
    _Status.IN_PROGRESS: (_Status.COMPLETED, _Status.CANCELLED),
    _Status.COMPLETED: (_Status.IN_PROGRESS, _Status.ARCHIVED),
    _Status.CANCELLED: (_Status.DRAFT, _Status.ARCHIVED),
    _Status.ARCHIVED: (),
}

# In these the board and the team may change.
WORKING_STATUSES: Final = (_Status.DRAFT, _Status.OPEN, _Status.IN_PROGRESS)
