"""The OpenAPI document of a project: one that a generator can rely on.

Set `SPECTACULAR_SETTINGS = {**throughline.schema.SPECTACULAR_SETTINGS, "TITLE": …}` and DRF's `DEFAULT_SCHEMA_CLASS` to
`throughline.schema.auto_schema.AutoSchema`. `manage.py export_openapi --output FILE` writes the document. It needs
`throughline.http` and `drf_spectacular`.
"""

from .settings import SPECTACULAR_SETTINGS

__all__ = ["SPECTACULAR_SETTINGS"]
