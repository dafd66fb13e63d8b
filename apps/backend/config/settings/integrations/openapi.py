from typing import Any

from throughline.schema import SPECTACULAR_SETTINGS

# One stable name for each set of choices; without it a new field with the same choices would rename a type.
ENUM_NAMES = {
    "UserRoleEnum": "marketplace.accounts.models.User.Role",
    "RegistrationRoleEnum": "marketplace.accounts.api.serializers.REGISTRATION_ROLES",
    "SecurityEventKindEnum": "marketplace.security_log.models.SecurityEvent.Kind",
    "LanguageEnum": "marketplace.accounts.models.User.Language",
    "AuthenticatorRequirementEnum": "marketplace.factors.api.webauthn_serializers.REQUIREMENTS",
    "CredentialTypeEnum": "marketplace.factors.api.webauthn_serializers.CREDENTIAL_TYPES",
    "CompanyRoleEnum": "marketplace.companies.models.Membership.Role",
    "CompanyEventKindEnum": "marketplace.companies.models.CompanyEvent.Kind",
    "ProjectStatusEnum": "marketplace.projects.models.Project.Status",
    "ProjectRoleEnum": "marketplace.projects.models.ProjectMember.Role",
    "ProjectAccessEnum": "marketplace.projects.api.serializers.ACCESS_CHOICES",
    "TaskStatusEnum": "marketplace.projects.models.Task.Status",
    "TaskPriorityEnum": "marketplace.projects.models.Task.Priority",
}


def spectacular() -> dict[str, Any]:
    return {
        **SPECTACULAR_SETTINGS,
        "TITLE": "Throughline backend",
        "DESCRIPTION": "The system of record of the work marketplace.",
        "VERSION": "1.0.0",
        "SERVE_PUBLIC": True,
        "SERVE_AUTHENTICATION": [],
        "SCHEMA_PATH_PREFIX": "/api/",
        "ENUM_NAME_OVERRIDES": {**SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"], **ENUM_NAMES},
        "TAGS": [
            {"name": "auth", "description": "Sessions, and the person who is signed in."},
            {"name": "companies", "description": "Companies, their members, and for which one a session acts."},
            {"name": "projects", "description": "Projects, their teams and boards."},
            {
                "name": "topics",
                "description": "What the realtime gateway asks: kinds of topics, and who may read which.",
            },
            {"name": "jobs", "description": "Work that goes on in the background, for the person who asked for it."},
            {"name": "health", "description": "Whether the service is fit to work."},
        ],
    }
