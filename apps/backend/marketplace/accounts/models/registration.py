from django.db import models
from uuid_utils.compat import uuid7

from marketplace.accounts.models.user import User


class Registration(models.Model):
    """Somebody wants an account, which comes into being when they show that the address is theirs.

    Several may want the same name or address; so what becomes of a registration tells nobody whether an account exists.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=64)
    email = models.EmailField(max_length=254)
    password = models.CharField(max_length=128, help_text="Hashed.")
    display_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=User.Role.choices)
    language = models.CharField(max_length=5, choices=User.Language.choices)
    time_zone = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True, editable=False, db_index=True)

    def __str__(self) -> str:
        return str(self.id)
