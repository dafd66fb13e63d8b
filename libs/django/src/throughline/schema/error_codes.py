from dataclasses import asdict
from typing import Any

from throughline.http.registry import product_error_codes


def add_error_codes(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """The product's own codes at the document's root: `{code: {status, retryable, message, help}}`."""
    rows = {code: asdict(row) for code, row in product_error_codes().items()}
    for row in rows.values():
        del row["code"]
    result["x-error-codes"] = rows
    return result
