from typing import Any

from rest_framework import serializers

from marketplace.accounts.api.serializers import PersonSerializer
from marketplace.companies.models import Company, CompanyEvent, Invitation, Membership


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


class CompanyInvitationWriteSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Membership.Role.choices)


class CompanyInvitationSerializer(serializers.ModelSerializer[Invitation]):
    """As those see it who may send one."""

    invited_by = PersonSerializer(read_only=True)

    class Meta:
        model = Invitation
        fields = ("id", "email", "role", "invited_by", "expires_at", "version", "created_at", "updated_at")
        read_only_fields = fields


class OwnInvitationSerializer(serializers.ModelSerializer[Invitation]):
    """As the person sees it who is invited."""

    company_name = serializers.CharField(source="company.name", read_only=True)
    invited_by = PersonSerializer(read_only=True)

    class Meta:
        model = Invitation
        fields = ("id", "company_name", "role", "invited_by", "expires_at", "version", "created_at", "updated_at")
        read_only_fields = fields


class CompanyEventSerializer(serializers.ModelSerializer[CompanyEvent]):
    kind = serializers.ChoiceField(choices=CompanyEvent.Kind.choices, read_only=True)
    actor = PersonSerializer(read_only=True, allow_null=True, help_text="Null: the clock, or the end of an account.")
    person = PersonSerializer(read_only=True, allow_null=True, help_text="Whom it is about.")

    class Meta:
        model = CompanyEvent
        fields = ("id", "kind", "at", "actor", "person", "email", "role", "previous_role", "request_id")
        read_only_fields = fields


class CompanySwitchSerializer(serializers.Serializer[Any]):
    company_id = serializers.UUIDField(allow_null=True, help_text="Null: act for oneself.")


class AccessTokenSerializer(serializers.Serializer[Any]):
    access = serializers.CharField(help_text="Carries the new company_id; the refresh token stays as it is.")
