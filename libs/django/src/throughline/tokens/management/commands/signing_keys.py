from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from throughline.tokens.conf import token_settings
from throughline.tokens.models import SigningKey
from throughline.tokens.services.signing_key_lock import SigningKeyError
from throughline.tokens.services.signing_key_promote import signing_key_promote
from throughline.tokens.services.signing_key_retire import signing_key_retire
from throughline.tokens.signing.algorithms import KEY_ALGORITHMS, configured_algorithm, uses_keys


class Command(BaseCommand):
    help = "Makes, promotes, retires and lists the keys that sign tokens (EdDSA and RS256)."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("list", help="every key, the newest first, with what it is good for")
        actions.add_parser("make", help="a new key, published but not signing yet; prints its id")
        promote = actions.add_parser("promote", help="lets a key sign from now on")
        promote.add_argument("kid")
        promote.add_argument("--at-once", action="store_true", help="though services may not know it yet")
        retire = actions.add_parser("retire", help="ends a key that does not sign any more, after its last token")
        retire.add_argument("kid")
        retire.add_argument("--at-once", action="store_true", help="for a stolen key: refuses all that it signed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['action']}")(options)
        except SigningKeyError as error:
            raise CommandError(str(error)) from error

    def _list(self, options: dict[str, Any]) -> None:
        for key in SigningKey.objects.order_by("-created_at"):
            self.stdout.write(f"{key.kid}  {key.algorithm:5}  made {_at(key.created_at)}  {_state(key)}")

    def _make(self, options: dict[str, Any]) -> None:
        if not uses_keys():
            algorithms = " or ".join(KEY_ALGORITHMS)
            raise CommandError(f"{configured_algorithm()} signs with one secret. Keys are for {algorithms}.")
        # Here, because it needs the package `cryptography`.
        from throughline.tokens.services.signing_key_make import signing_key_make

        self.stdout.write(signing_key_make(algorithm=configured_algorithm()).kid)

    def _promote(self, options: dict[str, Any]) -> None:
        key = signing_key_promote(kid=options["kid"], at_once=options["at_once"])
        self.stdout.write(_state(key))

    def _retire(self, options: dict[str, Any]) -> None:
        key = signing_key_retire(kid=options["kid"], at_once=options["at_once"])
        self.stdout.write(_state(key))


def _state(key: SigningKey) -> str:
    if key.access_until is not None and key.refresh_until is not None:
        return f"retired: access tokens until {_at(key.access_until)}, refresh tokens until {_at(key.refresh_until)}"
    if key.signs:
        return "signs"
    if key.promoted_at is not None:
        return "signed before: retire it"
    ready_at = key.created_at + token_settings().key_lead
    return (
        "ready to be promoted" if timezone.now() >= ready_at else f"published, to be promoted from {_at(ready_at)} on"
    )


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}Z"
