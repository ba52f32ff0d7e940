"""The worked tables of docs/explain/account-plan.md are what the rules say."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kam.blueprints.rules.completeness import of_section
from kam.blueprints.rules.measures import Reading, Way, course_of
from kam.blueprints.rules.plain import Check
from kam.blueprints.terms import Section

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "account-plan.md"
BEGAN = date(2026, 1, 1)


def table(first):
    """Return the rows of the table whose head begins with a word."""
    page = PAGE.read_text(encoding="utf-8")
    lines = page.split(f"\n| {first} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[c.strip() for c in line.strip("|").split("|")] for line in lines]


def test_the_page_names_all_twelve_sections():
    assert [row[0] for row in table("number")] == [
        str(n) for n in range(1, len(Section) + 1)
    ]


def test_completeness_is_as_the_page_says():
    for must, other, level, percent in table("must"):
        checks = []
        for told, is_must in ((must, True), (other, False)):
            met, total = (int(n) for n in told.split("/"))
            checks += [Check("x", n < met, is_must=is_must) for n in range(total)]
        found = of_section(checks)
        assert (found.level, found.percent) == (level, int(percent))


def test_goals_go_as_the_page_says():
    for start, target, value, over, days, state, percent in table("start"):
        due = BEGAN + timedelta(days=int(days))
        today = BEGAN + timedelta(days=int(over))
        way = Way(int(start), int(target), BEGAN, due)
        found = course_of(way, Reading(int(value), today), today, sums_up=False)
        assert (found.state, found.percent) == (state, int(percent))
