from typing import Any

from marketplace.identities.services.flow_consume import ServiceAnswer


def service_answer_of(validated: dict[str, Any]) -> ServiceAnswer:
    return ServiceAnswer(
        flow=validated["flow"],
        state=validated["state"],
        code=validated.get("code"),
        error=validated.get("error"),
        issuer=validated.get("iss"),
    )
