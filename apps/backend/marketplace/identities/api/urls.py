"""Include under `/api/auth/`."""

from django.urls import path

from marketplace.identities.api.identity_list_view import IdentityListView
from marketplace.identities.api.identity_view import IdentityView
from marketplace.identities.api.link_begin_view import LinkBeginView
from marketplace.identities.api.link_finish_view import LinkFinishView
from marketplace.identities.api.provider_list_view import ProviderListView
from marketplace.identities.api.social_begin_view import SocialBeginView
from marketplace.identities.api.social_finish_view import SocialFinishView
from marketplace.identities.api.social_second_factor_view import SocialSecondFactorView

urlpatterns = [
    path("social/providers/", ProviderListView.as_view()),
    path("social/second-factor/", SocialSecondFactorView.as_view()),
    path("social/<slug:provider>/begin/", SocialBeginView.as_view()),
    path("social/<slug:provider>/finish/", SocialFinishView.as_view()),
    path("identities/", IdentityListView.as_view()),
    path("identities/<uuid:identity_id>/", IdentityView.as_view()),
    path("identities/<slug:provider>/begin/", LinkBeginView.as_view()),
    path("identities/<slug:provider>/finish/", LinkFinishView.as_view()),
]
