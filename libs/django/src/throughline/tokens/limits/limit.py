from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """After `free` failures in a row each further try has to wait: 1 s, 2 s, 4 s and so on up to `longest`.

    A failure that comes `forget_after` the last one, or later, is the first again.
    """

    name: str
    free: int
    longest: timedelta
    forget_after: timedelta = timedelta(hours=1)

    def wait_after(self, failures: int) -> timedelta:
        if failures < self.free:
            return timedelta(0)
        # The power is bounded before it is taken: failures may be many.
        return min(timedelta(seconds=2 ** min(failures - self.free, 20)), self.longest)


# Whoever guesses the password of one account from one place.
SIGN_IN_PAIR: Final = Limit("sign-in pair", free=10, longest=timedelta(minutes=15))
# From many places. Short, and not for places from which the person has signed in: nobody can lock somebody else out.
SIGN_IN_ACCOUNT: Final = Limit("sign-in account", free=30, longest=timedelta(minutes=1))
# Whoever tries many accounts from one place; many people may share one.
SIGN_IN_ADDRESS: Final = Limit("sign-in address", free=50, longest=timedelta(minutes=15))
# Whoever guesses codes knows the password. Four tries a day, of which three in a million are right at a time: a year of
# them succeeds in less than five of a thousand cases.
SECOND_FACTOR: Final = Limit("second factor", free=5, longest=timedelta(hours=6), forget_after=timedelta(days=30))
# Tokens that somebody makes up.
REFRESH_ADDRESS: Final = Limit("refresh address", free=100, longest=timedelta(minutes=1))
