from typing import Any


def mend_nullability(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Paginators still write OpenAPI 3.0's `nullable`, which 3.1 ignores; and a page always has all its parts."""
    for name, schema in result.get("components", {}).get("schemas", {}).items():
        if name.startswith("Paginated") and "results" in schema.get("properties", {}):
            schema["required"] = sorted(schema["properties"])
    _mend(result)
    return result


def _mend(part: Any) -> None:
    if isinstance(part, dict):
        if isinstance(part.get("type"), str) and part.get("nullable") is True:
            part["type"] = [part["type"], "null"]
            del part["nullable"]
        for value in part.values():
            _mend(value)
    elif isinstance(part, list):
        for value in part:
            _mend(value)
