from rest_framework import serializers

from marketplace.accounts.models import User


class AccountDeletedSerializer(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ("id", "deleted_at")
        read_only_fields = fields
