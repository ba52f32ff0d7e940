"""The rules of account plans in plain values: each with a case that must fail."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.blueprints.rules import measures
from kam.blueprints.rules.agenda import QUESTIONS, Told, agenda
from kam.blueprints.rules.compare import compare
from kam.blueprints.rules.completeness import AMBER, GREEN, RED, of_plan, of_section
from kam.blueprints.rules.handing import Joint, chosen, shared_goal, strays
from kam.blueprints.rules.measures import Reading, Records, Sums, Way
from kam.blueprints.rules.outlines.reading import Misread, read_outline
from kam.blueprints.rules.outlines.shipped import shipped, shipped_text
from kam.blueprints.rules.plain import (
    Check,
    Fact,
    Live,
    Row,
    Table,
    Value,
    frozen,
    thawed,
)
from kam.blueprints.rules.states import MOVES, can
from kam.blueprints.terms import BlueprintState

DAY = date(2026, 3, 18)


def lacks(*told):
    return [Check(str(n), met, is_must=must) for n, (met, must) in enumerate(told)]


@pytest.mark.parametrize(
    ("checks", "level", "percent"),
    [
        ([], GREEN, 100),
        (lacks((True, True), (True, False)), GREEN, 100),
        (lacks((True, True), (False, False)), AMBER, 50),
        (lacks((False, True), (True, False), (True, False)), RED, 66),
        (lacks((False, False)), RED, 0),
    ],
)
def test_a_section_is_red_amber_or_green(checks, level, percent):
    told = of_section(checks)
    assert (told.level, told.percent) == (level, percent)


def test_the_whole_is_red_when_a_quarter_is_red():
    good, bad = of_section(lacks((True, True))), of_section(lacks((False, True)))
    assert of_plan([good] * 12).level == GREEN
    assert of_plan([good] * 11 + [bad]).level == AMBER
    assert of_plan([good] * 9 + [bad] * 3).level == RED


def test_a_measure_without_records_says_so_and_is_never_nought():
    for key, rule in measures.RULES.items():
        found = measures.read(key, Records(DAY), 5 if rule.asks else None)
        assert found.value is None
        assert found.why
        assert measures.baseline(key, Records(DAY)) is None


def test_measures_read_their_values():
    told = Records(
        DAY,
        bought=(Sums(120, 3), Sums(90, 2)),
        stages=(5, 6, 2),
        deciders_met=2,
        visits=4,
        visits_with_next=3,
        platform="working",
        placed_on=date(2026, 1, 5),
        steps=3,
        steps_done=2,
    )
    found = {k: measures.read(k, told, 5).value for k in measures.RULES}
    assert found == {
        "purchases": 120,
        "won": None,
        "people_at": 2,
        "decision_met": 2,
        "next_step": 75,
        "platform": 2,
        "steps_done": 66,
    }
    assert measures.baseline("purchases", told) == 90
    assert measures.baseline("people_at", told, 5) == 2


@pytest.mark.parametrize(
    ("measure", "threshold", "target", "field"),
    [
        ("people_at", None, 3, "threshold"),
        ("people_at", 8, 3, "threshold"),
        ("next_step", 3, 50, "threshold"),
        ("next_step", None, 0, "target"),
        ("next_step", None, 101, "target"),
        ("platform", None, 4, "target"),
    ],
)
def test_an_objective_that_cannot_be_is_refused(measure, threshold, target, field):
    assert list(measures.faults(measure, threshold, target)) == [field]
    assert measures.faults("people_at", 5, 3) == {}


@pytest.mark.parametrize(
    ("value", "today", "state", "percent"),
    [
        (None, DAY, "unknown", None),
        (None, date(2027, 1, 1), "missed", None),
        (10, date(2026, 1, 1), "on-track", 0),
        (15, date(2026, 7, 2), "on-track", 50),
        (14, date(2026, 7, 20), "behind", 40),
        (20, DAY, "reached", 100),
        (19, date(2027, 1, 1), "missed", 90),
    ],
)
def test_an_objective_is_compared_with_the_time_that_is_over(
    value, today, state, percent
):
    way = Way(10, 20, date(2026, 1, 1), date(2026, 12, 31))
    found = measures.course_of(way, Reading(value, today), today, sums_up=False)
    assert (found.state, found.percent) == (state, percent)


def test_a_sum_starts_at_nought_whatever_the_year_before_brought():
    way = Way(90, 100, date(2026, 1, 1), date(2026, 12, 31))
    found = measures.course_of(way, Reading(50, DAY), DAY, sums_up=True)
    assert found.percent == 50


def test_states_lead_where_they_should_and_nowhere_else():
    assert {to for _from, to in MOVES.values()} <= set(BlueprintState.values)
    allowed = {(v, s) for v in MOVES for s in BlueprintState.values if can(v, s)}
    assert allowed == {
        ("submit", "draft"),
        ("submit", "back"),
        ("withdraw", "sent"),
        ("approve", "sent"),
        ("send_back", "sent"),
        ("undo", "approved"),
        ("undo", "back"),
        ("amend", "approved"),
    }


NAMED = 'name = "标准模板 · Standard"'
PLAIN = st.one_of(st.none(), st.integers(-(10**6), 10**6), st.text(max_size=8))
VALUES = st.builds(Value, st.sampled_from(["text", "count"]), PLAIN)
ROWS = st.lists(st.tuples(VALUES, VALUES), max_size=3).map(
    lambda told: tuple(Row(str(n), cells) for n, cells in enumerate(told))
)
LIVE = st.builds(
    lambda facts, rows: [
        Live("facts", tuple(Fact(k, v) for k, v in facts.items())),
        Live("people", tables=(Table("people", ("person", "stage"), rows),)),
    ],
    st.dictionaries(st.sampled_from("abc"), VALUES),
    ROWS,
)
TEXTS = st.dictionaries(st.sampled_from(["facts", "risks"]), st.text(max_size=8))
PLANS = st.tuples(TEXTS, LIVE, ROWS)


@given(PLANS)
def test_a_snapshot_is_read_as_it_was_frozen_and_equals_itself(plan):
    texts, live, rows = plan
    goals = Table("objectives", ("goal", "value"), rows)
    told = thawed(frozen(texts, live, goals))
    assert told.texts == texts
    assert told.facts["facts"] == {f.key: f.value for f in live[0].facts}
    assert list(told.tables["people"]) == list(live[1].tables)
    assert compare(told, told) == []


@given(TEXTS, TEXTS)
def test_a_comparison_finds_exactly_the_texts_that_differ(before, after):
    empty = Table("objectives", (), ())
    one, two = (thawed(frozen(told, [], empty)) for told in (before, after))
    found = {d.section for d in compare(one, two)}
    keys = {*before, *after}
    assert found == {k for k in keys if before.get(k, "") != after.get(k, "")}


def test_only_shareable_sections_and_numbers_of_the_customer_go_out():
    assert chosen(["risks", "goals", "people", "facts"]) == ("facts", "goals")
    assert strays(["risks", "goals"]) == ("risks",)
    asked = Joint(1, "一起", "2026-12-31", "people_at", "count", 2, 3)
    assert shared_goal(asked, "CNY").value is None
    bought = Joint(1, "一起", "2026-12-31", "purchases", "money", 2, 3)
    assert (shared_goal(bought, "CNY").value, shared_goal(bought, "CNY").target) == (
        2,
        3,
    )


def test_a_meeting_opens_on_what_changed_and_ends_on_what_is_next():
    full = agenda(Told(has_last=True, goals=1, steps=1, people=1, missing=2))
    assert full[0] == "changed"
    assert full[-1] == "next"
    assert set(full) == set(QUESTIONS)
    assert agenda(Told()) == ("changed", "risks", "next")


def test_the_shipped_template_has_all_twelve_sections():
    assert len(shipped().sections) == 12
    assert {goal.measure for goal in shipped().goals} <= set(measures.RULES)


def spoilt(old, new):
    text = shipped_text()
    assert old in text
    return text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        (NAMED, "name = 标准", NAMED),
        (NAMED, 'name = ""', NAMED),
        ("facts = ", "fakts = ", "facts = "),
        ("reviews = ", "# ", "[sections]"),
        ('measure = "people_at"', 'measure = "feeling"', 'measure = "people_at"'),
        ("target = 80", 'target = "viel"', "target = 80"),
        ("target = 80", "target = 180", "target = 80"),
        ("threshold = 5", "threshold = 9", "threshold = 5"),
        ("months = 3", "months = 99", "months = 3"),
        ("months = 3", "monat = 3", "months = 3"),
        ('{ zh = "他们靠', '{ de = "他们靠', "facts = "),
    ],
)
def test_a_template_that_does_not_parse_says_in_which_line(old, new, at):
    lines = shipped_text().splitlines()
    wanted = next(n for n, line in enumerate(lines, 1) if line.startswith(at))
    with pytest.raises(Misread) as caught:
        read_outline(spoilt(old, new))
    assert caught.value.line == wanted


DEEP, LONG = "a = " + "[" * 9_000, "a = " + "9" * 9_000
MANY = (
    "name = 'a'\ngoals = [" + "{}," * 21 + "]\n[sections]\ngoals = 'b'\nreviews = 'c'"
)


@pytest.mark.parametrize(
    "text",
    ["", "x", "name = 'a'", "[sections]", "\x00", "a" * 40_000, DEEP, LONG, MANY],
    ids=range(9),
)
def test_what_is_no_template_is_refused_not_broken(text):
    with pytest.raises(Misread):
        read_outline(text)
