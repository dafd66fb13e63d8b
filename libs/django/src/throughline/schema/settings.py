"""Imported by settings modules: nothing here may import Django."""

from typing import Any, Final

SPECTACULAR_SETTINGS: Final[dict[str, Any]] = {
    "OAS_VERSION": "3.1.1",
    # What a request may hold and what an answer holds are different types.
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Add to these, do not replace them.
    "ENUM_NAME_OVERRIDES": {
        "HealthStatusEnum": "throughline.http.health.serializers.HEALTH_STATUS_CHOICES",
        "JobStatusEnum": "throughline.jobs.status.JobStatus",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "throughline.schema.webhooks.add_webhooks",
        "drf_spectacular.hooks.postprocess_schema_enums",
        "throughline.schema.error_codes.add_error_codes",
        "throughline.schema.nullability.mend_nullability",
    ],
}
