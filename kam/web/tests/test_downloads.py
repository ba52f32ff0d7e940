"""Files that are written after the request has ended."""

from __future__ import annotations

from django.utils.translation import gettext, override

from kam.core.sheets import Sheet
from kam.web.downloads import download


def test_the_rows_of_a_file_speak_the_language_of_its_heads():
    rows = ([gettext("销售")] for _number in range(1200))
    with override("en"):
        answer = download(Sheet("x", [gettext("销售")], rows), "csv", "x")
    told = b"".join(answer).decode()
    assert told.count("Sales") == 1201
    assert "销售" not in told
