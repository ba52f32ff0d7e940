"""The worked tables of docs/explain/calibration.md are what the library computes."""

from pathlib import Path

from salesfrontier import (
    AgingRules,
    ChanceRules,
    fit_incidence,
    look_ahead,
    refit_chances,
)
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


def test_the_cells_are_right():
    rows = table_of("cells")
    found = refit_chances(
        names=[row["cell"] for row in rows],
        priors=[float(row["prior"]) for row in rows],
        won=[int(row["won"]) for row in rows],
        cases=[int(row["cases"]) for row in rows],
    )
    written = [
        {
            "re-fit": f"{found.mean[at]:.3f}",
            "95 % interval": f"{found.low[at]:.3f}–{found.high[at]:.3f}",
            "verdict": str(found.verdicts[at]),
            "counted with": f"{found.used[at]:.3f}",
        }
        for at in range(len(rows))
    ]
    assert written == [{name: row[name] for name in written[0]} for row in rows]


def test_the_page_names_the_constants():
    page = PAGE.read_text(encoding="utf-8")
    chance, aging = ChanceRules(), AgingRules()
    assert "(10 + cases)" in page
    assert (chance.strength, chance.enough, aging.enough) == (10, 30, 30)
    assert (aging.within, aging.hopeless, aging.stale_quantile) == (90, 0.05, 0.9)


def test_the_example_of_an_open_one_is_right():
    fit = fit_incidence(**STORY.columns())
    found = look_ahead(fit, ages=[12], within=8)
    assert round(found.chance.item(), 9) == 0.25
