"""What other domains do when a person leaves a company, in the transaction of that write.

Companies know no other domain; those that give rights by company register here in `AppConfig.ready()`.
"""

from typing import Protocol

from throughline.http.context import RequestContext


class Departure(Protocol):
    def __call__(self, *, context: RequestContext, company_id: str, user_id: str) -> None: ...


_departures: list[Departure] = []


def register_departure(departure: Departure) -> None:
    if departure not in _departures:
        _departures.append(departure)


def member_departed(*, context: RequestContext, company_id: str, user_id: str) -> None:
    for departure in _departures:
        departure(context=context, company_id=company_id, user_id=user_id)
