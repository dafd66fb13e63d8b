from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower

from throughline.http.models import VersionedModel

# No "@": what is typed at sign-in is either a user name or an e-mail address, never both.
USERNAME_PATTERN = r"^[a-z0-9][a-z0-9._-]{2,63}\Z"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        """By user name or e-mail, in any case."""
        key = (username or "").strip().lower()
        return self.get(email=key) if "@" in key else self.get(username=key)

    def create_superuser(self, username: str, email: str, password: str | None = None, **fields: Any) -> "User":
        """For `manage.py createsuperuser`; people who register go through `user_register`."""
        user = self.model(username=username.lower(), email=email.lower(), role=User.Role.ADMIN, is_superuser=True)
        user.display_name = fields.get("display_name") or username
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user


class User(VersionedModel, AbstractBaseUser, PermissionsMixin):
    """A person, whose address is confirmed.

    User name and e-mail are kept in lower case, so that plain unique indexes ignore case everywhere.
    """

    class Role(models.TextChoices):
        CLIENT = "client"
        DEVELOPER = "developer"
        ADMIN = "admin"

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        GERMAN = "de", "Deutsch"

    username = models.CharField(
        max_length=64,
        unique=True,
        validators=[RegexValidator(USERNAME_PATTERN, "3 to 64 of a-z, 0-9, '.', '_' and '-', the first no sign.")],
    )
    email = models.EmailField(max_length=254, unique=True)
    email_changes = models.PositiveIntegerField(default=0, editable=False)
    display_name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=Role.choices)
    language = models.CharField(max_length=5, choices=Language.choices, default=Language.ENGLISH)
    time_zone = models.CharField(max_length=64, default="UTC", help_text="Name from the IANA time zone database.")
    is_active = models.BooleanField(default=True)
    # When it will be deleted, for who has asked for that; and when it was: the row stays, without what tells of them.
    deletion_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["email"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="accounts_user_username_lower"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_lower"),
            models.CheckConstraint(
                condition=models.Q(role__in=["client", "developer", "admin"]), name="accounts_user_role"
            ),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def is_staff(self) -> bool:
        """Who may open Django's admin pages."""
        return self.role == User.Role.ADMIN

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.username
