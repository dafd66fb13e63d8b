from drf_spectacular.utils import OpenApiParameter

# Updates and deletions have it in the document by themselves; this is for the POSTs that take it too.
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description='The `ETag` or the version (`"7"`) that the change is based on; another one is a 412.',
)
