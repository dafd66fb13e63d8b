from resource import RUSAGE_SELF, getrusage

from django.http import HttpRequest, JsonResponse


def cpu(_: HttpRequest) -> JsonResponse:
    """The processor time of this process so far; the server has one."""
    usage = getrusage(RUSAGE_SELF)
    return JsonResponse({"cpu_ms": (usage.ru_utime + usage.ru_stime) * 1000})
