"""Questions of how people think and work: bounded, closed by what was learned."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.rules.threads import LAYERS
from kam.accounts.rules.unknowns import Somebody
from kam.needs.rules.white import FITS, UNKNOWN, Leaf
from kam.needs.services import ProblemDraft, create_problems, edit_problem
from kam.people.services import change_setting
from kam.questions.queries import ledger_of, people_asked
from kam.questions.queries.words import words_of
from kam.questions.rules.gaps import Knowledge, all_gaps
from kam.questions.rules.gaps.thinking import (
    CLOSER_LOOK,
    FIRST_LOOK,
    of_leaves,
    of_minds,
)
from kam.thinking.rules.preference import QUADRANTS, Clue, estimate
from kam.thinking.rules.watching import TELLING, signs_to_watch
from kam.thinking.services import Sighting, exempt, observe

ROOT = Path(__file__).resolve().parents[3]
DAY = date(2026, 6, 1)
CLUES = st.lists(
    st.builds(
        Clue,
        st.sampled_from(QUADRANTS),
        st.integers(1, 3),
        st.sampled_from(["one", "two", "three"]),
    ),
    max_size=12,
)
LEAVES = st.lists(
    st.builds(
        Leaf,
        st.integers(1, 99),
        st.just("定期检查"),
        st.sampled_from(FITS),
        st.dates(date(2025, 1, 1), DAY),
        st.sampled_from(["", "试剂"]),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda leaf: leaf.id,
)


def knowing(layer="decision", influence=None, clues=(), leaves=()):
    return Knowledge(
        account={},
        people=[Somebody(1, "沈若澜", {"layer": layer})],
        held=[],
        day=DAY,
        influence={} if influence is None else {1: influence},
        minds={1: estimate(clues)},
        leaves={1: leaves},
    )


@given(st.sampled_from([*LAYERS, ""]), st.none() | st.integers(1, 5), CLUES, LEAVES)
def test_every_gap_is_worth_something_bounded_and_ranked(layer, score, clues, leaves):
    found = all_gaps(knowing(layer, score, clues, leaves))
    worths = [gap.worth for gap in found.gaps]
    assert worths == sorted(worths, reverse=True)
    assert all(0 < worth <= 0.35 for worth in worths)
    assert len({gap.key for gap in found.gaps}) == len(found.gaps)
    assert all(words_of(gap) and gap.why for gap in found.gaps)


@given(LEAVES)
def test_every_method_is_known_or_asked_about(leaves):
    found = of_leaves(knowing(leaves=leaves))
    assert len(found.gaps) + found.known == len(leaves)
    unknown = {f"leaf:{leaf.id}" for leaf in leaves if leaf.fit == UNKNOWN}
    assert unknown == {gap.key for gap in found.gaps if not gap.is_old}


@given(CLUES)
def test_a_preference_is_asked_about_until_it_is_known_and_sure(clues):
    told, found = estimate(clues), of_minds(knowing(clues=clues))
    sure = told.is_known and told.confidence >= 0.15
    assert (found.known, len(found.gaps)) == ((1, 0) if sure else (0, 1))


@given(CLUES)
def test_what_to_watch_for_speaks_for_the_leading_quadrants(clues):
    told = estimate(clues)
    signs = signs_to_watch(told)
    assert len(signs) == (2 if clues else 0)
    by_text = {clue.text: clue for clue in TELLING.values()}
    rest = set(QUADRANTS) - {by_text[sign].quadrant for sign in signs}
    for sign in signs:
        shown = told.shares[by_text[sign].quadrant]
        assert all(shown >= told.shares[quadrant] for quadrant in rest)


def test_the_table_of_the_explanation_is_computed():
    text = (ROOT / "docs" / "explain" / "questions.md").read_text(encoding="utf-8")
    cases = [
        ("decision", None, ""),
        ("decision", None, "a2 a2"),
        ("expert", 4, "a2 a2 b1"),
        ("expert", 4, "a3 a3 a2 a2"),
        ("support", 5, ""),
    ]
    words = {FIRST_LOOK: "watch the opening", CLOSER_LOOK: "watch after proposing"}
    for layer, score, seen in cases:
        clues = [Clue(c[0], int(c[1]), str(n)) for n, c in enumerate(seen.split())]
        gaps = of_minds(knowing(layer, score, clues)).gaps
        asked = words[gaps[0].text] if gaps else "no"
        shown = "not judged" if score is None else score
        sure = f"{estimate(clues).confidence:.2f}"
        line = f"| {layer} | {shown} | {seen or 'none'} | {sure} | {asked} |"
        assert line in text, line


@pytest.fixture
def read(cast, account, day):
    """Read the ledger as it stands."""

    def ledger():
        return ledger_of(cast.rep, account, people_asked(cast.rep, account, day), day)

    return ledger


@pytest.mark.django_db
def test_a_preference_is_asked_noted_observed_and_then_known(
    signed, cast, account, head, read, day
):
    name = f"mind:{head.pk}"
    entry = read().named(name)
    assert (entry.state, entry.level) == ("never", "middle")
    page = signed.get(reverse("questions:account", args=[account.pk])).content.decode()
    assert "下次见面一开场就留意" in page
    assert reverse("thinking:person", args=[head.pk]) in page
    asked = reverse("questions:asked", args=[account.pk])
    assert signed.post(asked, {"name": name, "day": day.isoformat()}).status_code == 303
    before = read().shares
    seen = [
        Sighting(clue="a-proof", occasion="1", day=day - timedelta(days=9)),
        Sighting(clue="a-figures", occasion="1", day=day - timedelta(days=9)),
    ]
    observe(actor=cast.rep, stakeholder=head, sightings=seen)
    assert "要原始数据或文献才肯往下谈" in words_of(read().named(name).gap)
    more = [Sighting(clue="a-cost", occasion="2"), Sighting(clue="a-proof")]
    observe(actor=cast.rep, stakeholder=head, sightings=more)
    after = read()
    assert after.named(name).state == "known"
    assert after.shares.known == before.known + 1
    assert after.shares.unknown == before.unknown - 1


@pytest.mark.django_db
def test_nothing_is_asked_about_who_is_left_out(signed, cast, account, head, read, day):
    told = {"name": f"mind:{head.pk}", "day": day.isoformat()}
    signed.post(reverse("questions:asked", args=[account.pk]), told)
    assert read().named(told["name"]).state == "asked"
    exempt(actor=cast.lead, stakeholder=head)
    assert f"mind:{head.pk}" not in {entry.key for entry in read().entries}


@pytest.mark.django_db
def test_nothing_is_asked_where_preferences_are_switched_off(cast, head, read):
    change_setting(actor=cast.admin, key="thinking.enabled", value=False)
    assert f"mind:{head.pk}" not in {entry.key for entry in read().entries}


@pytest.mark.django_db
def test_a_method_nobody_asked_about_is_asked_where_its_fit_is_written(
    signed, cast, account, head, reagent, read
):
    parent = None
    for kind, name in (("concept", "急诊要快"), ("class", "疑似血栓")):
        draft = ProblemDraft(kind, name, parent)
        (row,) = create_problems(actor=cast.rep, stakeholder=head, drafts=[draft])
        parent = row.pk
    drafts = [
        ProblemDraft("method", "先做超声", parent, product_id=reagent.pk),
        ProblemDraft("method", "凭经验", parent),
        ProblemDraft("method", "送外院", parent, fit="unfit"),
    ]
    named, own, told = create_problems(actor=cast.rep, stakeholder=head, drafts=drafts)
    entries = {entry.key: entry for entry in read().entries}
    assert f"leaf:{told.pk}" not in entries
    assert entries[f"leaf:{named.pk}"].worth > entries[f"leaf:{own.pk}"].worth
    page = signed.get(reverse("questions:account", args=[account.pk])).content.decode()
    assert "沈若澜“先做超声”时，D-二聚体试剂 适合吗？" in page
    assert reverse("needs:problem", args=[named.pk]) in page
    before = read().shares
    edit_problem(actor=cast.rep, problem=named, wanted={"fit": "usable"})
    after = read().shares
    assert (after.known, after.unknown) == (before.known + 1, before.unknown - 1)


@pytest.mark.django_db
def test_the_analyst_reads_numbers_in_place_of_methods(cast, account, head, day):
    draft = ProblemDraft("concept", "急诊要快")
    (row,) = create_problems(actor=cast.rep, stakeholder=head, drafts=[draft])
    (row,) = create_problems(
        actor=cast.rep, stakeholder=head, drafts=[ProblemDraft("class", "甲", row.pk)]
    )
    (row,) = create_problems(
        actor=cast.rep,
        stakeholder=head,
        drafts=[ProblemDraft("method", "秘密", row.pk)],
    )
    rows = people_asked(cast.analyst, account, day)
    entry = ledger_of(cast.analyst, account, rows, day).named(f"leaf:{row.pk}")
    assert words_of(entry.gap).startswith(f"P{head.pk}“N{row.pk}”")
