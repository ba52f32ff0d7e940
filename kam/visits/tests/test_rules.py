"""The method in plain values: rhythm, chain, insight, readiness, days."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.visits.rules import continuity, insight, readiness, rhythm, states
from kam.visits.rules.continuity import Note, Why

CASES = Path(__file__).resolve().parents[2] / "web" / "tests" / "js" / "insight.json"
DAYS = st.dates(EARLIEST_DAY, LATEST_DAY)
TEXTS = st.text(alphabet="目标试用样本 ab,。", max_size=12)
DAY = date(2026, 3, 18)


@given(DAYS, st.integers(1, 366))
def test_the_proposal_is_the_frequency_later_and_never_on_a_weekend(day, interval):
    proposed = rhythm.proposed_day(day, interval)
    assert proposed <= LATEST_DAY
    if proposed < LATEST_DAY:
        assert proposed.weekday() < rhythm.SATURDAY
        assert 0 <= (proposed - day).days - interval <= 2


@given(DAYS, st.integers(1, 366), st.none() | DAYS)
def test_the_days_to_choose_from_are_different_and_in_order(day, interval, known):
    days = rhythm.likely_days(day, interval, known=known)
    assert days == sorted(set(days))
    if known is not None and known > day:
        assert known in days


@pytest.mark.parametrize("case", json.loads(CASES.read_text("utf-8")))
def test_an_insight_that_repeats_the_fact_is_noticed(case):
    assert insight.copies_fact(case["insight"], case["fact"]) is case["copied"]


@given(TEXTS, TEXTS)
def test_a_share_is_a_share_and_everything_stands_in_itself(text, other):
    assert 0 <= insight.share_found(text, other) <= 1
    if insight.words_of(text):
        assert insight.share_found(text, text) == 1
        assert insight.share_found(text, f"{other}。{text}") == 1


@pytest.mark.parametrize(
    ("objective", "source", "derived"),
    [
        ("看第一周结果", "看第一周结果。", True),
        ("看第一周结果，定要不要加样本", "看第一周结果", True),
        ("Review the first week", "review the first week!", True),
        ("谈付款条件", "看第一周结果", False),
        ("", "看第一周结果", False),
        ("看第一周结果", "", False),
    ],
)
def test_an_objective_derives_from_what_was_handed_on(objective, source, derived):
    assert insight.derives(objective, source) is derived


def oracle(first, second):
    """The method in two sentences: carried, or the same objective."""
    if second.carried_from_id is not None:
        return True
    same = "".join(insight.words_of(second.objective))
    return bool(same) and same == "".join(insight.words_of(first.next_objective))


NOTES = st.lists(
    st.builds(
        Note,
        id=st.integers(1, 99),
        day=st.dates(DAY, DAY + timedelta(days=300)),
        objective=st.sampled_from(["", "甲样本", "乙付款", "丙开会"]),
        next_objective=st.sampled_from(["", "甲样本", "乙付款", "丙开会"]),
        carried_from_id=st.none() | st.integers(1, 99),
    ),
    max_size=8,
).map(lambda notes: sorted(notes, key=lambda n: (n.day, n.id)))


@given(NOTES)
def test_the_chain_links_what_the_method_links(notes):
    found = continuity.links(notes)
    wanted = [oracle(a, b) for a, b in itertools.pairwise(notes)]
    assert [link.joined for link in found] == wanted
    assert continuity.rate(found).k == sum(wanted)
    for link in found:
        assert (link.first.day, link.first.id) <= (link.second.day, link.second.id)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (Note(1, DAY, next_objective="甲样本"), Note(2, DAY, "甲样本"), Why.SAME),
        (Note(1, DAY), Note(2, DAY, "甲样本", carried_from_id=9), Why.CARRIED),
        (Note(1, DAY, next_objective=" "), Note(2, DAY, "甲样本"), Why.NO_NEXT),
        (Note(1, DAY, next_objective="甲样本"), Note(2, DAY, ""), Why.NO_OBJECTIVE),
        (Note(1, DAY, next_objective="甲样本"), Note(2, DAY, "乙付款"), Why.OTHER),
    ],
)
def test_a_gap_says_why(first, second, why):
    assert continuity.link(first, second).why is why


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_interval_is_wilsons(k, extra):
    n = k + extra
    found = continuity.wilson(k, n)
    if n == 0:
        assert (found.low, found.high, found.share) == (0, 1, None)
        return
    wanted = binomtest(k, n).proportion_ci(method="wilson")
    assert found.low == pytest.approx(wanted.low, abs=1e-9)
    assert found.high == pytest.approx(wanted.high, abs=1e-9)


@pytest.mark.parametrize(
    ("ask", "dated"),
    [
        ("请您 4月1日起试用", True),
        ("下周三前给结论", True),
        ("Please sign by Friday", True),
        ("请您同意试用", False),
        ("", False),
    ],
)
def test_an_ask_has_a_date_or_not(ask, dated):
    assert readiness.is_dated(ask) is dated


def test_readiness_leaves_out_what_does_not_apply():
    bare = readiness.readiness(readiness.Plan())
    assert [(i.point, i.met) for i in bare] == [
        (readiness.Point.ASK, False),
        (readiness.Point.FALLBACK, False),
        (readiness.Point.PEOPLE, False),
    ]
    full = readiness.readiness(
        readiness.Plan(
            ask="请 4月1日起试用",
            fallback="先做 20 例",
            has_history=True,
            carried=True,
            reviewed=True,
            people=2,
            concerns_known=2,
            layers_known=1,
            promises_late=1,
        )
    )
    assert [i.point for i in full if not i.met] == [
        readiness.Point.LAYER,
        readiness.Point.PROMISE,
    ]


@given(DAYS, DAYS)
def test_a_day_is_past_or_to_come_and_says_so(day, today):
    assert bool(states.plan_day_fault(day, today)) is (day < today)
    assert bool(states.held_day_fault(day, today)) is (day > today)
    assert bool(states.next_day_fault(day, today)) is (day <= today)


def test_a_question_repeats_what_is_known_only_in_nearly_its_words():
    assert insight.repeats("谁最后拍板？", "谁最后拍板？")
    assert insight.repeats("最后谁拍板？", "谁最后拍板？") is False
    assert insight.repeats("这件事谁来最后拍板？", "谁最后拍板？") is False
    assert not insight.repeats("谁？", "谁最后拍板？")
    assert not insight.repeats("", "谁最后拍板？")
    assert insight.repeats("Who signs the contract?", "Who signs the contract here?")
