"""The worked chain of docs/explain/continuity.md is what the rules compute."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kam.visits.rules.continuity import Note, links, rate

PAGE = Path(__file__).parents[3] / "docs" / "explain" / "continuity.md"


def worked_rows():
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split("<!-- table: chain -->\n")[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in lines[2:]]


def test_the_worked_chain_is_right():
    rows = worked_rows()
    notes = [
        Note(number, date.fromisoformat(day), objective, following)
        for number, (day, objective, following, _link) in enumerate(rows, start=1)
    ]
    found = links(notes)
    assert ["", *(str(link.why) for link in found)] == [row[3] for row in rows]
    joined = rate(found)
    told = f"{joined.k} of {joined.n} gaps are joined: {joined.share:.0%}"
    interval = f"interval {joined.low * 100:.0f}–{joined.high * 100:.0f} %"
    page = PAGE.read_text(encoding="utf-8")
    assert told.replace("%", " %") in page
    assert interval in page
