import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.validation import validate_schema
from rest_framework.utils.encoders import JSONEncoder


class Command(BaseCommand):
    help = (
        "Writes the OpenAPI document as JSON with sorted keys: the same code gives the same bytes. "
        "Fails, and writes nothing, when drf-spectacular warns or the document is not valid."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="where the document goes")
        parser.add_argument("--check", action="store_true", help="write nothing; fail when FILE holds another document")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("en"):
            document = spectacular_settings.DEFAULT_GENERATOR_CLASS().get_schema(request=None, public=True)
        GENERATOR_STATS.emit_summary()
        if GENERATOR_STATS:
            raise CommandError("The document has the gaps listed above; annotate those views and serializers.")
        text = json.dumps(document, cls=JSONEncoder, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
        try:
            validate_schema(json.loads(text))
        except Exception as error:
            raise CommandError(f"The document is not valid OpenAPI: {error}") from error
        if options["check"]:
            if not _is_same(options["output"], text.encode()):
                raise CommandError(f"{options['output']} is not what the code makes; run this command without --check.")
            return
        changed = _write_if_changed(options["output"], text.encode())
        self.stdout.write(f"{options['output']}: {'written' if changed else 'unchanged'}.")


def _write_if_changed(path: Path, content: bytes) -> bool:
    """Whole or not at all; an unchanged file keeps its time, so that watchers stay asleep."""
    if _is_same(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).chmod(0o644)
    os.replace(file.name, path)
    return True


def _is_same(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
