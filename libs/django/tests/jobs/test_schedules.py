"""When a schedule is due."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.project.jobs import WRITE
from throughline.jobs.schedules import Schedule, declared_schedules

DAILY: Final[dict[str, Any]] = {"every": timedelta(days=1), "offset": timedelta(hours=3)}


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-01T02:59:59", "2026-02-28T03:00:00"),
        ("2026-03-01T03:00:00", "2026-03-01T03:00:00"),
        ("2026-03-01T23:59:59", "2026-03-01T03:00:00"),
        ("2028-02-29T04:00:00", "2028-02-29T03:00:00"),
    ],
)
def test_a_schedule_is_due_at_its_hour_of_each_day(monkeypatch: pytest.MonkeyPatch, now: str, due: str) -> None:
    monkeypatch.setattr("throughline.jobs.schedules._declared", {})
    schedule = Schedule(kind=WRITE, **DAILY)
    assert schedule.last_due(datetime.fromisoformat(now).replace(tzinfo=UTC)) == datetime.fromisoformat(due).replace(
        tzinfo=UTC
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"every": timedelta(0)},
        {"every": timedelta(milliseconds=999)},
        {"every": timedelta(days=-1)},
        {"offset": timedelta(days=1)},
        {"offset": timedelta(seconds=-1)},
        {"name": "x" * 101},
        {"name": "jobs.prune_finished"},
    ],
    ids=str,
)
def test_a_bad_or_repeated_schedule_is_refused_at_start(changes: dict[str, Any]) -> None:
    with pytest.raises(ImproperlyConfigured):
        Schedule(**{"kind": WRITE, **DAILY, **changes})
    assert sorted(declared_schedules()) == [
        "http.prune_idempotency_keys",
        "jobs.prune_finished",
        "tokens.prune_failures",
        "tokens.prune_families",
    ]
