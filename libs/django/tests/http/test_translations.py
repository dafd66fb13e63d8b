from django.utils.translation import gettext, override

from throughline.http.core_codes import CORE_ERROR_CODES


def test_every_message_of_the_core_is_there_in_german() -> None:
    with override("de"):
        untranslated = [code for code, row in CORE_ERROR_CODES.items() if gettext(row.message) == row.message]
    assert untranslated == []
