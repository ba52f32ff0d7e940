"""Phase and thinking preference in the plan; who came and who left since a review."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from kam.accounts.services.people import mark_left
from kam.blueprints.pages.changing import change_groups
from kam.blueprints.queries.whole import snapshot_of, whole_of
from kam.blueprints.services import close_review, open_review
from kam.blueprints.tests.conftest import fresh
from kam.core.clock import pretend
from kam.needs.services import ProblemDraft, create_problems
from kam.plans.queries import work_of
from kam.thinking.services import Sighting, exempt, observe
from kam.visits.services import record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_person

pytestmark = pytest.mark.django_db
FRIDAY = WEDNESDAY + timedelta(days=2)
FRIDAY_MORNING = datetime(2026, 3, 20, 1, tzinfo=UTC)


def whole(user, row, day=WEDNESDAY):
    return whole_of(user, fresh(user, row), day)


def told(user, row, section, key, day=WEDNESDAY):
    facts = whole(user, row, day).live[section].facts
    return next(one.value.raw for one in facts if one.key == key)


def preferences(user, row):
    (table,) = whole(user, row).live["people"].tables
    return {one.cells[0].raw: one.cells[-1].raw for one in table.rows}


def written(row, moment):
    """Say when a record was written down, which the clock of the world does."""
    type(row).objects.filter(pk=row.pk).update(created_at=moment)


def words_of(user, row, day):
    groups = change_groups(whole(user, row, day))
    return {(line.of, line.words) for group in groups for line in group.lines}


def test_the_phase_is_the_one_of_the_page_of_phases_and_its_change_is_told(
    cast, hospital, blueprint
):
    review = open_review(actor=cast.rep, blueprint=blueprint)
    close_review(actor=cast.rep, review=review, minutes="", next_on=FRIDAY)
    assert told(cast.rep, blueprint, "platform", "phase") == "1"
    assert told(cast.rep, blueprint, "platform", "phase_missing") == 2
    with pretend(FRIDAY_MORNING):
        draft = ProblemDraft("concept", "误差说不清", note="她问过两次")
        create_problems(actor=cast.rep, stakeholder=hospital.chief, drafts=[draft])
        note = a_note([hospital.chief], day=FRIDAY, next_day=FRIDAY + timedelta(7))
        record_visit(actor=cast.rep, account=hospital.account, wanted=note)
        standing = work_of(cast.rep, hospital.account, FRIDAY).standing
        here = [
            told(cast.rep, blueprint, "platform", key, FRIDAY)
            for key in ("phase", "phase_since", "phase_missing")
        ]
        assert here == ["2", FRIDAY.isoformat(), len(standing.missing)]
        assert standing.number == 2
        moved = ("", "1 有效接近客户 → 2 发展客户关系")
        assert moved in words_of(cast.rep, blueprint, FRIDAY)


def test_a_preference_is_told_when_it_is_known_and_kept_in_no_version(
    cast, hospital, blueprint
):
    name = hospital.chief.person.name
    seen = [
        Sighting(quadrant="b", note="要步骤", occasion=f"第{n}次") for n in range(3)
    ]
    observe(actor=cast.rep, stakeholder=hospital.chief, sightings=seen[:2])
    assert preferences(cast.rep, blueprint)[name] is None
    observe(actor=cast.rep, stakeholder=hospital.chief, sightings=seen[2:])
    assert preferences(cast.rep, blueprint)[name] == "b"
    kept = snapshot_of(cast.rep, whole(cast.rep, blueprint))
    (table,) = kept["tables"]["people"]
    assert "quadrant" not in json.dumps(kept)
    assert {len(cells) for _key, cells in table["rows"]} == {len(table["columns"])}
    exempt(actor=cast.lead, stakeholder=hospital.chief)
    assert preferences(cast.rep, blueprint)[name] is None


def test_who_came_and_who_left_since_the_last_review_is_told(cast, hospital, blueprint):
    review = open_review(actor=cast.rep, blueprint=blueprint)
    close_review(actor=cast.rep, review=review, minutes="", next_on=FRIDAY)
    written(hospital.account, FRIDAY_MORNING - timedelta(days=90))
    gone, there = hospital.buyer.person.name, hospital.chief.person.name
    with pretend(FRIDAY_MORNING):
        written(make_person(hospital.account, "罗予安"), FRIDAY_MORNING)
        mark_left(actor=cast.rep, stakeholder=hospital.buyer)
        words = words_of(cast.rep, blueprint, FRIDAY)
        assert {("罗予安", "新认识的人"), (gone, "离开了")} <= words
        assert there not in {of for of, _words in words}
    with pretend(FRIDAY_MORNING + timedelta(days=1)):
        review = open_review(actor=cast.rep, blueprint=blueprint)
        close_review(
            actor=cast.rep, review=review, minutes="", next_on=FRIDAY + timedelta(9)
        )
    later = FRIDAY + timedelta(days=3)
    with pretend(FRIDAY_MORNING + timedelta(days=3)):
        names = {of for of, _words in words_of(cast.rep, blueprint, later)}
        assert not {"罗予安", gone} & names
