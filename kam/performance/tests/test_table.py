"""The table of a run: its figures can be read against each other."""

from __future__ import annotations

import re

import pytest

from kam.performance.services import edit_figure
from kam.performance.tests.conftest import PERIOD

pytestmark = pytest.mark.django_db


def test_the_figures_of_a_column_have_the_same_decimals(as_, cast, eight, run_of):
    figure = eight.figures.get(territory__code="105", period=PERIOD)
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 61.25}, before=None)
    run_of(eight)
    page = as_(cast.lead).get("/frontier").content.decode()
    table = page.partition("<tbody>")[2].partition("</table>")[0]
    for head in ("销售", "差距"):
        cells = re.findall(rf'data-label="{head}[^"]*">([\d.,]+)<', table)
        assert len(cells) == 8
        assert len({len(cell.partition(".")[2]) for cell in cells}) == 1
