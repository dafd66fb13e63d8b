from typing import Any

from django.utils.cache import patch_vary_headers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .versions import etag_for, none_match, version_of


class ConditionalMixin(APIView):
    """Gives the successful JSON answers of a view their ETag, and answers 304 to `If-None-Match`.

    Data with a positive `version` is a detail and gets a strong tag, anything else a weak one. Put it first among the
    bases of a view. Writes get the tag of the row that they answer with, so that the next write needs no read.
    """

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final = super().finalize_response(request, response, *args, **kwargs)
        if not isinstance(final, Response) or not 200 <= final.status_code < 300 or final.data is None:
            return final
        version = version_of(final.data)
        is_read = request.method in ("GET", "HEAD")
        if not is_read and version is None:
            return final
        etag = etag_for(final.data, version)
        if is_read and not none_match(request.META.get("HTTP_IF_NONE_MATCH"), etag):
            final.status_code = 304
            final.data = None
            final.headers.pop("Content-Type", None)
        final.headers["ETag"] = etag
        final.headers["Cache-Control"] = "private, no-cache"
        patch_vary_headers(final, ["Authorization", "Cookie"])
        return final
