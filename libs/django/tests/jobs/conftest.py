import pytest
from django.contrib.auth.models import User

from throughline.http.context import RequestContext


@pytest.fixture
def context(ada: User) -> RequestContext:
    return RequestContext(str(ada.pk), "c-1", "r-1", None, "en")
