from django.db import models


class SigningKey(models.Model):
    """A pair of keys for EdDSA or RS256. Its public half is published from when it is made.

    Access tokens that it signed are good until `access_until`, refresh tokens until `refresh_until`; both are null
    until it is retired.
    """

    kid = models.CharField(
        primary_key=True, max_length=64, help_text="Thumbprint of the public key (RFC 7638), in hexadecimal."
    )
    algorithm = models.CharField(max_length=10)
    public_key = models.TextField(help_text="PEM, SubjectPublicKeyInfo.")
    sealed_private_key = models.TextField(blank=True, help_text="Encrypted by KEY_SECRETS; empty once retired.")
    # True or null: the database itself refuses a second key that signs.
    signs = models.BooleanField(null=True, default=None)
    created_at = models.DateTimeField()
    promoted_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    access_until = models.DateTimeField(null=True, blank=True)
    refresh_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["algorithm", "signs"], name="throughline_tokens_one_signing_key"),
        ]

    def __str__(self) -> str:
        return self.kid
