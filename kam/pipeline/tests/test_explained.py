"""The table of the explanation says what the rule computes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kam.pipeline.rules.calibration import AgeLine, AgeLines, standing_at
from kam.pipeline.rules.rhythm import rhythm_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "pipeline.md"
TODAY = date(2026, 11, 26)


def test_the_worked_table_is_what_the_rule_computes():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and line[2].isdigit()
    ]
    assert len(rows) == 5
    for months, gap, due, pace in rows:
        days = [date(2026, int(month), 1) for month in months.split(",")]
        told = rhythm_of(days, TODAY)
        said = f"{told.due:%Y-%m}" if told.due else "—"
        found = (f"{told.usual_gap:g}", said, f"`{told.pace}`")
        assert found == (gap, due, pace)


def test_the_worked_ages_are_what_the_rule_says():
    page = PAGE.with_name("calibration.md").read_text(encoding="utf-8")
    lines = page.split("<!-- table: ages -->\n")[1].split("\n\n")[0].splitlines()
    lines_of = AgeLines({"here": AgeLine(20.0, 40.0)}, AgeLine(60.0, None))
    for line in lines[2:]:
        days, since, said = (cell.strip() for cell in line.strip("|").split("|"))
        reached = None if days == "—" else TODAY - timedelta(int(days))
        started = TODAY - timedelta(int(since))
        found = standing_at(lines_of, "here", reached, started, TODAY)
        assert f"`{found.age.value}`" == said
