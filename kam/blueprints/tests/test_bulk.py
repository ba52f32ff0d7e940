"""Goals from a file: as one by one, refused as one by one, at a steady cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.models import Entry
from kam.blueprints.models import Objective
from kam.blueprints.services import (
    ObjectiveDraft,
    add_objective,
    drop_objective,
    submit_blueprint,
)
from kam.blueprints.services.bulk import bulk_objectives
from kam.blueprints.services.common import LOCKED
from kam.core.bulk import BulkRow, Fate
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db
DUE = WEDNESDAY + timedelta(days=90)
WHAT = ("name", "measure", "threshold", "baseline", "target", "due", "told", "is_joint")


def row(name="有下一步", n=1, **told):
    values = {"account": "东湖医院", "year": 2026, "name": name, "due": DUE.isoformat()}
    values |= {"measure": "next_step", "target": "80"}
    return BulkRow(n, values | told)


def bring(actor, *rows, **told):
    return bulk_objectives(actor=actor, rows=rows, **told)


def told_of(goal):
    return [getattr(goal, name) for name in WHAT]


@pytest.fixture
def empty(blueprint):
    """A plan without the goals of the template."""
    blueprint.objectives.all().delete()
    return blueprint


def test_a_file_does_what_one_by_one_does(cast, empty):
    many = [
        ("甲", "next_step", 80, {}),
        ("乙", "purchases", 120_000_000, {}),
        ("丙", "people_at", 2, {"threshold": 5}),
        ("丁", "platform", 3, {"is_joint": True, "told": "一起走到购买"}),
    ]
    written = {"乙": "120万", "甲": "80%"}
    for name, measure, target, more in many:
        draft = ObjectiveDraft(name, measure, target, DUE, **more)
        add_objective(actor=cast.rep, blueprint=empty, draft=draft)
    wanted = [told_of(goal) for goal in Objective.objects.order_by("pk")]
    Objective.objects.all().delete()
    rows = [
        row(name, n, measure=measure, target=written.get(name, target), **more)
        for n, (name, measure, target, more) in enumerate(many)
    ]
    assert {one.fate for one in bring(cast.rep, *rows, dry_run=True)} == {Fate.CREATED}
    assert not Objective.objects.exists()
    assert {one.fate for one in bring(cast.rep, *rows)} == {Fate.CREATED}
    assert [told_of(goal) for goal in Objective.objects.order_by("pk")] == wanted
    assert {one.fate for one in bring(cast.rep, *rows)} == {Fate.SKIPPED}
    entries = Entry.objects.filter(verb="objective.create")
    assert entries.count() == len(many)


def test_a_row_changes_what_it_says_and_measures_anew(cast, empty):
    bring(cast.rep, row())
    goal = Objective.objects.get()
    told = BulkRow(
        1, {"account": "东湖医院", "year": 2026, "name": goal.name, "told": "说法"}
    )
    assert bring(cast.rep, told)[0].fate is Fate.UPDATED
    changed = Objective.objects.get()
    assert (changed.told, changed.target, changed.due) == ("说法", 80, DUE)
    assert bring(cast.rep, row(measure="deciders", target="2"))[0].fate is Fate.FAILED
    assert (
        bring(cast.rep, row(measure="decision_met", target="2"))[0].fate is Fate.UPDATED
    )
    changed = Objective.objects.get()
    assert (changed.measure, changed.target, changed.began) == (
        "decision_met",
        2,
        WEDNESDAY,
    )
    drop_objective(actor=cast.rep, objective=changed)
    assert bring(cast.rep, row())[0].fate is Fate.CREATED


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"target": "0"}, "target"),
        ({"target": "101"}, "target"),
        ({"target": "nan"}, "target"),
        ({"target": "1e400"}, "target"),
        ({"target": "很多"}, "target"),
        ({"threshold": "3"}, "threshold"),
        ({"measure": "people_at", "target": "2"}, "threshold"),
        ({"measure": "feeling"}, "measure"),
        ({"due": (WEDNESDAY - timedelta(days=1)).isoformat()}, "due"),
        ({"due": ""}, "due"),
        ({"name": ""}, "name"),
        ({"name": "长" * 201}, "name"),
        ({"year": "2027"}, "year"),
        ({"account": "没有的医院"}, "account"),
        ({"state": "approved"}, "state"),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_costs_no_other(cast, empty, told, field):
    bad, good = bring(cast.rep, row(**{"name": "坏", **told}), row("好", 2))
    assert (bad.fate, good.fate) == (Fate.FAILED, Fate.CREATED)
    assert field in {fault.column for fault in bad.faults}
    assert Objective.objects.count() == 1


def test_who_may_not_write_the_plan_brings_nothing(cast, empty):
    for part in ("colleague", "stranger", "neighbour"):
        assert bring(getattr(cast, part), row())[0].fate is Fate.FAILED
    assert not Objective.objects.exists()
    bring(cast.rep, row())
    submit_blueprint(actor=cast.rep, blueprint=empty)
    same, changed, new = bring(cast.rep, row(), row(n=2, target="70"), row("新", 3))
    assert same.fate is Fate.SKIPPED
    assert {one.faults[0].message for one in (changed, new)} == {LOCKED}
    assert Objective.objects.get().target == 80


def test_no_more_goals_than_a_plan_may_have_at_a_steady_cost(cast, empty):
    counted = []
    for first in (0, 1, 11):
        rows = [row(f"目标 {first + n}", n) for n in range(10 if first else 1)]
        with CaptureQueriesContext(connection) as asked:
            assert {one.fate for one in bring(cast.rep, *rows)} == {Fate.CREATED}
        counted.append(len(asked))
    assert counted[1] == counted[2] <= counted[0] + 1
    rows = [row(f"再 {n}", n) for n in range(12)]
    fates = [one.fate for one in bring(cast.rep, *rows)]
    assert fates.count(Fate.CREATED) == 9
    assert Objective.objects.count() == 30
