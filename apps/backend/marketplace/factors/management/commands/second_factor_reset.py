from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from uuid_utils.compat import uuid7

from marketplace.accounts.models import User
from marketplace.factors.services.second_factor_reset import second_factor_reset
from throughline.http.context import RequestContext
from throughline.http.errors import ApplicationError


class Command(BaseCommand):
    help = "Switches the second factor of a person off who has lost app and recovery codes, and ends their sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("person", help="user name or email address")

    def handle(self, *args: Any, **options: Any) -> None:
        name: str = options["person"]
        context = RequestContext(
            actor_id=None, company_id=None, request_id=str(uuid7()), traceparent=None, language=settings.LANGUAGE_CODE
        )
        try:
            done = second_factor_reset(context=context, name=name)
        except User.DoesNotExist as error:
            raise CommandError(f"No active account has the user name or address {name!r}.") from error
        except ApplicationError as error:
            raise CommandError(f"{name} has not switched a second factor on.") from error
        self.stdout.write(
            f"The second factor of {done.user.username} ({done.user.email}) is off; sessions ended: "
            f"{done.sessions_ended}. They are told by mail."
        )
