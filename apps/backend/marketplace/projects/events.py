"""The events of this domain, each declared once. The core finds this module by its name."""

from typing import Final

from marketplace.projects.event_serializers import (
    MemberEventSerializer,
    MemberRemovedSerializer,
    ProjectDeletedSerializer,
    ProjectEventSerializer,
    TaskDeletedSerializer,
    TaskEventSerializer,
)
from throughline.outbox.events import EventType

# A project's own readers, its company's list, and the lists of the people on its team.
_PROJECT_TOPICS: Final = ("project", "company", "user")
# The board and the team page; and for a member the person whose list gains or loses the project.
_BOARD_TOPICS: Final = ("project",)
_MEMBER_TOPICS: Final = ("project", "user")

PROJECT_CREATED: Final = EventType("project.created", ProjectEventSerializer, _PROJECT_TOPICS)
PROJECT_UPDATED: Final = EventType(
    "project.updated", ProjectEventSerializer, _PROJECT_TOPICS, description="Its text, day or status changed."
)
PROJECT_DELETED: Final = EventType(
    "project.deleted", ProjectDeletedSerializer, _PROJECT_TOPICS, description="Its board and team went with it."
)

TASK_CREATED: Final = EventType("task.created", TaskEventSerializer, _BOARD_TOPICS)
TASK_UPDATED: Final = EventType("task.updated", TaskEventSerializer, _BOARD_TOPICS)
TASK_MOVED: Final = EventType(
    "task.moved", TaskEventSerializer, _BOARD_TOPICS, description="Its column or its place in the column changed."
)
TASK_DELETED: Final = EventType("task.deleted", TaskDeletedSerializer, _BOARD_TOPICS)

MEMBER_ADDED: Final = EventType("member.added", MemberEventSerializer, _MEMBER_TOPICS)
MEMBER_UPDATED: Final = EventType("member.updated", MemberEventSerializer, _MEMBER_TOPICS)
MEMBER_REMOVED: Final = EventType("member.removed", MemberRemovedSerializer, _MEMBER_TOPICS)
