"""What goes wrong at sign-in and renewal, counted in the database: several processes answer, one of them is asked."""

from enum import StrEnum
from typing import Final

from django.db.models import F

from throughline.tokens.models import TokenCounter


class Counter(StrEnum):
    """Each by its name in Prometheus."""

    SIGN_IN_FAILURES = "throughline_sign_in_failures_total"
    SECOND_FACTOR_FAILURES = "throughline_second_factor_failures_total"
    REFRESH_REFUSALS = "throughline_refresh_refusals_total"
    REPLAYED_TOKENS = "throughline_replayed_tokens_total"


HELP: Final = {
    Counter.SIGN_IN_FAILURES: "Sign-ins with a wrong name or password.",
    Counter.SECOND_FACTOR_FAILURES: "Wrong codes of a second factor, after the right password.",
    Counter.REFRESH_REFUSALS: "Refresh tokens that were made up, expired, or of an ended session.",
    Counter.REPLAYED_TOKENS: "Sessions that were ended because an old refresh token came back.",
}


def count(counter: Counter) -> None:
    """One more. Outside of a transaction, which would keep the row from all others until it ends."""
    row = TokenCounter.objects.filter(pk=counter.value)
    if not row.update(value=F("value") + 1):
        TokenCounter.objects.bulk_create([TokenCounter(name=counter.value)], ignore_conflicts=True)
        row.update(value=F("value") + 1)


def counted() -> dict[Counter, int]:
    values = dict(TokenCounter.objects.values_list("name", "value"))
    return {counter: values.get(counter.value, 0) for counter in Counter}
