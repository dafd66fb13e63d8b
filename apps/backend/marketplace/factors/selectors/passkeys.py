from django.db.models import QuerySet

from marketplace.accounts.models import User
from marketplace.accounts.selectors.actor import actor_of
from marketplace.factors.models import Passkey
from throughline.http.context import RequestContext


def own_passkeys(*, context: RequestContext) -> QuerySet[Passkey]:
    return Passkey.objects.filter(user_id=actor_of(context))


def passkey_count(user: User) -> int:
    return Passkey.objects.filter(user=user).count()
