"""The worked tables of docs/explain/calibration.md are what the library computes."""

from pathlib import Path

from salesfrontier import fit_incidence
from salesfrontier.tests.test_incidence import STORY

PAGE = Path(__file__).parents[2] / "docs" / "explain" / "calibration.md"


def table_of(name):
    """Read the table that follows its mark, one dict a row."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"<!-- table: {name} -->\n")[1].split("\n\n")[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[2:]]


def test_the_story_is_right():
    fit = fit_incidence(**STORY.columns())
    columns = fit.to_columns()
    found = [
        {
            "day": f"{columns['time'][at]:g}",
            "at risk": str(columns["at_risk"][at]),
            "won": str(columns["won_count"][at]),
            "lost": str(columns["lost_count"][at]),
            "last seen": str(columns["left_open"][at]),
            "won by then": f"{columns['won'][at]:.3f}",
            "lost by then": f"{columns['lost'][at]:.3f}",
            "open": f"{columns['open'][at]:.3f}",
            "95 % interval of won": (
                f"{columns['won_low'][at]:.3f}–{columns['won_high'][at]:.3f}"
            ),
            "1 − KM": f"{columns['won_alone'][at]:.3f}",
        }
        for at in range(len(fit.time))
    ]
    assert found == table_of("story")
