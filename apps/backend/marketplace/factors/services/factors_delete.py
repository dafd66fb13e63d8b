from marketplace.factors.models import AuthenticatorApp, Passkey, RecoveryCode
from throughline.http.context import RequestContext


def factors_delete(*, context: RequestContext, user_id: str) -> None:
    """What is kept of a person whose account is deleted, in the transaction of that."""
    for model in (AuthenticatorApp, RecoveryCode, Passkey):
        model.objects.filter(user_id=user_id).delete()
