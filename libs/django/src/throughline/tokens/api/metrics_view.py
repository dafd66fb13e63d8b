from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughline.tokens.counters import HELP, counted

# Prometheus' text format, version 0.0.4.
_CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """`GET /metrics`: the counters of `throughline.tokens`, the same whichever process answers.

    Like health it is not for the public; a proxy in front keeps it inside.
    """
    lines = [
        f"# HELP {counter.value} {HELP[counter]}\n# TYPE {counter.value} counter\n{counter.value} {value}\n"
        for counter, value in counted().items()
    ]
    return HttpResponse("".join(lines), content_type=_CONTENT_TYPE, headers={"Cache-Control": "no-store"})
