"""Notices by mail, and housekeeping. `throughline.jobs` finds this module by its name."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import override
from rest_framework import serializers

from marketplace.mail.services.mail_send import mail_send
from marketplace.security_log.models import SecurityEvent
from marketplace.security_log.notice_message import notice_message
from throughline.jobs.housekeeping import NothingSerializer, PrunedSerializer, prune
from throughline.jobs.job_run import JobRun
from throughline.jobs.kinds import JobKind
from throughline.jobs.schedules import Schedule

_KEEP: Final = timedelta(days=365)
# Of nobody in particular; they serve to see an attack while it goes on.
_KEEP_NOBODYS: Final = timedelta(days=30)


class NoticeSerializer(serializers.Serializer[Any]):
    to = serializers.EmailField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(choices=SecurityEvent.Kind.choices)
    at = serializers.DateTimeField()
    time_zone = serializers.CharField()
    username = serializers.CharField()
    device = serializers.CharField(allow_blank=True)
    address = serializers.CharField(allow_blank=True)
    detail = serializers.DictField(child=serializers.CharField(allow_blank=True))


def _send_notice(run: JobRun, payload: Mapping[str, Any]) -> None:
    with override(payload["language"]):
        mail_send(to=payload["to"], message=notice_message(payload), message_id=str(run.job_id))


def _prune(run: JobRun, payload: Mapping[str, Any]) -> Mapping[str, Any]:
    now = timezone.now()
    old = prune(run, SecurityEvent.objects.filter(at__lt=now - _KEEP))
    nobodys = prune(run, SecurityEvent.objects.filter(user=None, at__lt=now - _KEEP_NOBODYS))
    return {"deleted": old["deleted"] + nobodys["deleted"]}


# A mail server that is away for hours is no reason to lose one.
SEND_NOTICE = JobKind(
    name="security_log.send_notice",
    handle=_send_notice,
    payload=NoticeSerializer,
    time_limit_s=60,
    max_attempts=20,
    longest_retry_after_s=3600,
)

PRUNE_EVENTS = JobKind(name="security_log.prune", handle=_prune, payload=NothingSerializer, result=PrunedSerializer)
Schedule(kind=PRUNE_EVENTS, every=timedelta(days=1), offset=timedelta(hours=3, minutes=53))
