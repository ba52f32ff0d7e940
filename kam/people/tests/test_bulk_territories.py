"""Territories in bulk: the same fates, rules and traces as one by one."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import KamError
from kam.people.models import Territory, User
from kam.people.services import bulk_territories, create_territory, edit_territory
from kam.people.services.team_names import TeamNames
from tests.cast import build_cast


def row(number=1, code="101", **values):
    return BulkRow(number, {"code": code, **values})


def fates(results):
    return [result.fate for result in results]


def test_a_manager_makes_territories_in_the_own_team(cast):
    results = bulk_territories(actor=cast.lead, rows=[row(1), row(2, "102", name="b")])
    assert fates(results) == [Fate.CREATED] * 2
    made = Territory.objects.get(pk=results[1].object_id)
    assert (made.code, made.name, made.team) == ("102", "b", cast.first)


def test_a_manager_reads_known_ones_and_changes_none(cast):
    create_territory(actor=None, code="101", team=cast.first, name="a")
    results = bulk_territories(
        actor=cast.lead, rows=[row(1), row(2, name="a"), row(3, name="b")]
    )
    assert fates(results) == [Fate.SKIPPED, Fate.SKIPPED, Fate.FAILED]
    assert results[2].faults[0].code == "forbidden"


@pytest.mark.parametrize("part", ["rep", "analyst", "trainer", "gone", "chief"])
def test_others_make_none_in_that_team(cast, part):
    create_territory(actor=None, code="101", team=cast.first)
    results = bulk_territories(
        actor=cast.everybody()[part],
        rows=[row(1, "900", team="澄源医疗/华东区/华东一组"), row(2, "901", team="x")],
    )
    assert fates(results) == [Fate.FAILED] * 2


def test_what_is_hidden_is_not_told(cast):
    """B1: a representative learns nothing of a territory of somebody else."""
    create_territory(actor=None, code="101", team=cast.first)
    known, unknown = bulk_territories(
        actor=cast.rep, rows=[row(1, "101"), row(2, "999")]
    )
    assert (known.fate, known.faults) == (unknown.fate, unknown.faults)
    assert known.object_id is None


def test_an_administrator_changes_anywhere_and_places_below(cast):
    rows = [
        row(1, "E", team="华东区", name="华东"),
        row(2, "101", team="华东一组", parent="E"),
        row(3, "102", team="华东一组", parent="101"),
        row(4, "102", team="华东一组", parent=""),
        row(5, "102", team="华东一组", parent="nowhere"),
    ]
    results = bulk_territories(actor=cast.admin, rows=rows)
    assert fates(results) == [
        Fate.CREATED,
        Fate.CREATED,
        Fate.CREATED,
        Fate.UPDATED,
        Fate.FAILED,
    ]
    assert Territory.objects.get(code="101").parent.code == "E"
    assert Territory.objects.get(code="102").parent is None
    assert results[4].faults[0].column == "parent"


def test_a_circle_is_refused_also_when_rows_close_it_together(cast):
    for code in "ABC":
        create_territory(actor=None, code=code, team=cast.company)
    rows = [
        row(1, "A", parent="B"),
        row(2, "B", parent="C"),
        row(3, "C", parent="A"),
        row(4, "C", parent="C"),
    ]
    results = bulk_territories(actor=cast.admin, rows=rows)
    assert fates(results) == [Fate.UPDATED, Fate.UPDATED, Fate.FAILED, Fate.FAILED]
    assert "自己或它的下级" in results[2].faults[0].message


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"code": ""}, "code"),
        ({"code": "x" * 41}, "code"),
        ({"code": "a\x00"}, "code"),
        ({"team": "没有"}, "team"),
        ({"team": ""}, "team"),
        ({"owner": "x"}, "owner"),
    ],
)
def test_a_bad_value_names_its_column(cast, values, column):
    results = bulk_territories(actor=cast.admin, rows=[row(1, **values), row(2, "ok")])
    assert fates(results) == [Fate.FAILED, Fate.CREATED]
    assert {fault.column for fault in results[0].faults} == {column}


def test_one_team_written_in_two_ways_is_one_team(cast):
    rows = [row(1, team="华东一组"), row(2, team="华东区/华东一组")]
    results = bulk_territories(actor=cast.admin, rows=rows)
    assert sorted(fates(results)) == [Fate.CREATED, Fate.SKIPPED]


def test_the_command_line_must_name_the_team(cast):
    results = bulk_territories(actor=None, rows=[row(1), row(2, team="华北区")])
    assert fates(results) == [Fate.FAILED, Fate.CREATED]


def test_a_dry_run_leaves_nothing(cast):
    before = Entry.objects.count()
    rows = [row(1), row(2, name="b")]
    told = bulk_territories(actor=cast.admin, rows=rows, dry_run=True)
    assert fates(told) == [Fate.CREATED, Fate.UPDATED]
    assert (Entry.objects.count(), Territory.objects.count()) == (before, 0)


def test_500_rows_cost_as_many_statements_as_ten(cast):
    def cost(start, n):
        rows = [row(i, f"{start + i}") for i in range(n)]
        with CaptureQueriesContext(connection) as told:
            bulk_territories(actor=cast.admin, rows=rows)
        return len(told)

    few = cost(0, 10)
    assert few <= 20
    assert cost(1000, 500) <= few + 6


VALUES = st.fixed_dictionaries(
    {"code": st.sampled_from(["A", "B", "C", "D", "E", ""])},
    optional={
        "name": st.sampled_from(["", "甲", "乙"]),
        "team": st.sampled_from(["华东一组", "华东区", "没有", ""]),
        "parent": st.sampled_from(["", "A", "B", "C", "D", "E"]),
    },
)


class BulkIsOneByOne(TestCase):
    """Whatever the rows: the same fates, the same tree, the same audit."""

    @classmethod
    def setUpTestData(cls):
        cast = build_cast()
        cls.people = cast.everybody()
        for code in "ABC":
            create_territory(actor=None, code=code, team=cast.first)
        create_territory(actor=None, code="A", team=cast.east)

    @given(
        st.lists(VALUES, max_size=10), st.sampled_from(["admin", "lead", "rep", None])
    )
    def test_bulk_equals_one_by_one(self, rows, part):
        rows = [BulkRow(n, values) for n, values in enumerate(rows)]
        told = []
        for run in (bulk_territories, one_by_one):
            with transaction.atomic():
                actor = User.objects.get(pk=self.people[part].pk) if part else None
                done = run(actor=actor, rows=rows)
                told.append(([getattr(d, "fate", d) for d in done], state(), traces()))
                assert verify().sound
                transaction.set_rollback(True)
        assert told[0] == told[1]


def one_by_one(*, actor, rows):
    return [_one(actor, dict(row.values)) for row in rows]


def _one(actor, values):
    try:
        with transaction.atomic():
            return _stored(actor, values)
    except KamError:
        return Fate.FAILED


def _stored(actor, values):
    teams = TeamNames(actor)
    if "team" in values:
        team = teams.find(values.pop("team"))
    else:
        team = actor.team if actor else None
    if team is None:
        return Fate.FAILED
    seen = Territory.objects.all()
    seen = seen if actor is None else seen.visible_to(actor)
    if "parent" in values:
        code = values.pop("parent")
        found = list(seen.filter(code=code))
        own = [t for t in found if t.team_id == team.pk]
        if code and not own and len(found) != 1:
            return Fate.FAILED
        values["parent_id"] = (own or found)[0].pk if code else None
    known = seen.filter(team=team, code=values["code"]).first()
    if known is None:
        parent = seen.filter(pk=values.pop("parent_id", None)).first()
        create_territory(actor=actor, team=team, parent=parent, **values)
        return Fate.CREATED
    if all(getattr(known, name) == value for name, value in values.items()):
        return Fate.SKIPPED
    edit_territory(actor=actor, territory=known, wanted=values)
    return Fate.UPDATED


def state():
    return list(
        Territory.objects.order_by("team__name", "code").values_list(
            "team__name", "code", "name", "parent__code", "parent__team__name"
        )
    )


def traces():
    return sorted((e.verb, e.noun, sorted(e.digests)) for e in Entry.objects.all())
