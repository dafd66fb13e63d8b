import pytest
from django.core.exceptions import ImproperlyConfigured

from marketplace.factors.sealing import seal, unseal


def test_a_secret_is_opened_by_its_key_also_when_that_has_become_an_old_one() -> None:
    sealed = seal("SECRET", owner="anna", keys=["old"])
    assert "SECRET" not in sealed
    assert sealed != seal("SECRET", owner="anna", keys=["old"])
    assert unseal(sealed, owner="anna", keys=["new", "old"]) == "SECRET"


@pytest.mark.parametrize(("owner", "keys"), [("berta", ["old"]), ("anna", ["new"]), ("anna", [])])
def test_nobody_else_opens_it(owner: str, keys: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FALLBACKS"):
        unseal(seal("SECRET", owner="anna", keys=["old"]), owner=owner, keys=keys)
