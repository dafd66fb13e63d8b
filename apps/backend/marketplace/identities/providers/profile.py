from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a sign-in service says that somebody is.

    `issuer` and `subject` name the account for ever. `email` is in lower case and is None where the service names none
    or does not say that it is the person's.
    """

    issuer: str
    subject: str
    email: str | None
    name: str
    username: str
