import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from rest_framework.exceptions import ValidationError
from uuid_utils.compat import uuid7

from throughline.http.context import RequestContext
from throughline.http.validation import flatten_errors

from ...kinds import UnknownJobKindError, job_kind
from ...services.job_enqueue import job_enqueue
from ...turn import jobs_database


class Command(BaseCommand):
    help = "Makes a job, for nobody in particular, and prints its id."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", help="such as jobs.prune_finished")
        parser.add_argument("--payload", default="{}", metavar="JSON", help="an object; {} unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        context = RequestContext(
            actor_id=None, company_id=None, request_id=str(uuid7()), traceparent=None, language=settings.LANGUAGE_CODE
        )
        try:
            kind = job_kind(options["kind"])
            payload = json.loads(options["payload"])
            with transaction.atomic(using=jobs_database()):
                job = job_enqueue(kind, payload, context=context)
        except UnknownJobKindError as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            raise CommandError(f"--payload is no JSON: {error}") from error
        except ValidationError as error:
            fields = "; ".join(f"{name}: {' '.join(lines)}" for name, lines in flatten_errors(error.detail).items())
            raise CommandError(f"--payload does not fit {kind.name}. {fields}") from error
        self.stdout.write(str(job.pk))
