import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rest_framework import serializers

from throughline.http.errors import ApplicationError
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind

from .models import Note


class NotePayload(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=80)
    # While there is one and this file is not there, the work goes on.
    gate = serializers.CharField(required=False)
    is_quiet = serializers.BooleanField(default=False)
    tags = serializers.ListField(child=serializers.IntegerField(), required=False)
    extra = serializers.JSONField(required=False)


class NoteResult(serializers.Serializer[Any]):
    title = serializers.CharField()
    attempt = serializers.IntegerField()


def _write(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """A note that it has begun, then the work, then a note that it is done, which only who has the job may write."""
    _note(run, f"begun by {os.getpid()}")
    steps = 0
    while "gate" in payload and not Path(payload["gate"]).exists():
        steps += 1
        if payload["is_quiet"]:
            run.check()
        else:
            run.progress(steps)
        time.sleep(0.01)
    with run.transaction():
        _note(run, payload["title"])
    return {"title": payload["title"], "attempt": run.attempt}


def _note(run: JobRun, title: str) -> None:
    Note.objects.create(owner_id=int(run.context.actor_id or 0), title=title)


class FailPayload(serializers.Serializer[Any]):
    how = serializers.ChoiceField(choices=["crash", "refuse", "busy", "die", "hang", "wrong result"])
    attempts = serializers.IntegerField(help_text="How many fail.")


def _fail(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if run.attempt > payload["attempts"]:
        return {"title": "ok", "attempt": run.attempt}
    match payload["how"]:
        case "crash":
            raise RuntimeError("secret address")
        case "refuse":
            raise ApplicationError("note.locked")
        case "busy":
            raise ApplicationError("note.printer_busy")
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            signal.pause()
    return {"attempt": "none"}


WRITE: Final = JobKind(
    name="notes.write", handle=_write, payload=NotePayload, result=NoteResult, lease_s=4, retry_after_s=0.2
)
FAIL: Final = JobKind(
    name="notes.fail",
    handle=_fail,
    payload=FailPayload,
    result=NoteResult,
    lease_s=2,
    time_limit_s=1,
    max_attempts=3,
    retry_after_s=0.2,
)
