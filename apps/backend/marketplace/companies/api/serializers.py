from typing import Any

from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.companies.models import Company, Membership


class CompanySerializer(serializers.ModelSerializer[Company]):
    my_role = serializers.ChoiceField(choices=Membership.Role.choices, read_only=True)

    class Meta:
        model = Company
        fields = ("id", "name", "my_role", "version", "created_at", "updated_at")
        read_only_fields = fields


class CompanyWriteSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=160)


class CompanyMemberSerializer(serializers.ModelSerializer[Membership]):
    person = PersonSerializer(source="user", read_only=True)

    class Meta:
        model = Membership
        fields = ("id", "person", "role", "version", "created_at", "updated_at")
        read_only_fields = fields


class CompanyMemberAddSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=64)
    role = serializers.ChoiceField(choices=Membership.Role.choices)


class CompanyMemberChangesSerializer(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Membership.Role.choices)


class CompanySwitchSerializer(serializers.Serializer[Any]):
    company_id = serializers.UUIDField(allow_null=True, help_text="Null: act for oneself.")


class AccessTokenSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="Carries the new company_id; the refresh token stays as it is.")
