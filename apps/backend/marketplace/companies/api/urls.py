from django.urls import path

from marketplace.companies.api.company_detail_view import CompanyDetailView
from marketplace.companies.api.company_event_list_view import CompanyEventListView
from marketplace.companies.api.company_list_view import CompanyListView
from marketplace.companies.api.invitation_accept_view import InvitationAcceptView
from marketplace.companies.api.invitation_decline_view import InvitationDeclineView
from marketplace.companies.api.invitation_detail_view import CompanyInvitationDetailView
from marketplace.companies.api.invitation_list_view import CompanyInvitationListView
from marketplace.companies.api.member_detail_view import CompanyMemberDetailView
from marketplace.companies.api.member_list_view import CompanyMemberListView
from marketplace.companies.api.own_invitation_list_view import OwnInvitationListView
from marketplace.companies.api.switch_view import CompanySwitchView

urlpatterns = [
    path("", CompanyListView.as_view()),
    path("switch/", CompanySwitchView.as_view()),
    path("invitations/", OwnInvitationListView.as_view()),
    path("invitations/<uuid:invitation_id>/accept/", InvitationAcceptView.as_view()),
    path("invitations/<uuid:invitation_id>/decline/", InvitationDeclineView.as_view()),
    path("<uuid:company_id>/", CompanyDetailView.as_view()),
    path("<uuid:company_id>/members/", CompanyMemberListView.as_view()),
    path("<uuid:company_id>/members/<uuid:member_id>/", CompanyMemberDetailView.as_view()),
    path("<uuid:company_id>/invitations/", CompanyInvitationListView.as_view()),
    path("<uuid:company_id>/invitations/<uuid:invitation_id>/", CompanyInvitationDetailView.as_view()),
    path("<uuid:company_id>/log/", CompanyEventListView.as_view()),
]
