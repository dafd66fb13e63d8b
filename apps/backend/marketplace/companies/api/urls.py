from django.urls import path

from marketplace.companies.api.company_detail_view import CompanyDetailView
from marketplace.companies.api.company_list_view import CompanyListView
from marketplace.companies.api.member_detail_view import CompanyMemberDetailView
from marketplace.companies.api.member_list_view import CompanyMemberListView
from marketplace.companies.api.switch_view import CompanySwitchView

urlpatterns = [
    path("", CompanyListView.as_view()),
    path("switch/", CompanySwitchView.as_view()),
    path("<uuid:company_id>/", CompanyDetailView.as_view()),
    path("<uuid:company_id>/members/", CompanyMemberListView.as_view()),
    path("<uuid:company_id>/members/<uuid:member_id>/", CompanyMemberDetailView.as_view()),
]
