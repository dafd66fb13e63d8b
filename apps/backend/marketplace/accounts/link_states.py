from marketplace.accounts.models import User


def credentials_state(user: User) -> str:
    """What a new password and a new address change: links that were sent before are worth nothing after.

    The count never returns, as the address does for who goes back to an old one.
    """
    return f"{user.password}\0{user.email}\0{user.email_changes}"
