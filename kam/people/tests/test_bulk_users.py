"""Users in bulk: the same fates, rules and traces as one by one."""

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
from kam.people.models import ResetLink, Team, User
from kam.people.rules import username_of
from kam.people.services import (
    bulk_users,
    create_team,
    create_user,
    edit_user,
    issue_reset_link,
)
from kam.people.services.users import UserDraft
from tests.cast import build_cast


def row(number=1, **values):
    usual = {"username": "anna", "name": "Anna", "role": "representative"}
    return BulkRow(number, {**usual, "team": "华东一组", **values})


def fates(results):
    return [result.fate for result in results]


def fault(result):
    return [(f.column, f.message) for f in result.faults]


def test_new_users_are_made_and_known_ones_changed(cast):
    rows = [row(1), row(2, username="rep", name="陈一", team="华东二组")]
    results = bulk_users(actor=cast.admin, rows=rows)
    assert fates(results) == [Fate.CREATED, Fate.UPDATED]
    anna = User.objects.get(username="anna")
    assert results[0].object_id == anna.pk
    assert (anna.team, anna.has_usable_password()) == (cast.first, False)
    cast.rep.refresh_from_db()
    assert (cast.rep.name, cast.rep.team, cast.rep.revision) == ("陈一", cast.second, 2)


def test_a_second_import_changes_nothing(cast):
    rows = [row(n, username=f"u{n}") for n in range(3)]
    bulk_users(actor=cast.admin, rows=rows)
    before = Entry.objects.count()
    assert fates(bulk_users(actor=cast.admin, rows=rows)) == [Fate.SKIPPED] * 3
    assert Entry.objects.count() == before


def test_an_absent_column_is_not_an_empty_one(cast):
    cast.rep.email = "rep@example.com"
    cast.rep.save()
    bulk_users(actor=cast.admin, rows=[BulkRow(1, {"username": "rep", "name": "甲"})])
    cast.rep.refresh_from_db()
    assert cast.rep.email == "rep@example.com"
    bulk_users(actor=cast.admin, rows=[BulkRow(1, {"username": "rep", "email": None})])
    cast.rep.refresh_from_db()
    assert cast.rep.email == ""


def test_a_row_may_build_on_an_earlier_one(cast):
    rows = [row(1), row(2, name="Anna B."), row(3, name="Anna B.")]
    results = bulk_users(actor=cast.admin, rows=rows)
    assert fates(results) == [Fate.CREATED, Fate.UPDATED, Fate.SKIPPED]
    assert len({result.object_id for result in results}) == 1


@pytest.mark.parametrize(
    ("values", "column"),
    [
        ({"username": ""}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "a\x00"}, "username"),
        ({"name": ""}, "name"),
        ({"role": "king"}, "role"),
        ({"team": "没有的团队/x/", "role": "king"}, "role"),
        ({"team": ""}, "team"),
        ({"email": "not-mail"}, "email"),
        ({"language": "fr"}, "language"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"is_active": "perhaps"}, "is_active"),
        ({"password": "x"}, "password"),
    ],
)
def test_a_bad_value_names_its_column_and_the_others_go_on(cast, values, column):
    results = bulk_users(
        actor=cast.admin, rows=[row(1, **values), row(2, username="good")]
    )
    assert fates(results) == [Fate.FAILED, Fate.CREATED]
    assert {f.column for f in results[0].faults} == {column}


def test_who_may_not_arrange_users_changes_nothing(cast):
    for actor in (cast.rep, cast.chief, cast.analyst, cast.trainer, cast.gone):
        results = bulk_users(actor=actor, rows=[row(1), row(2, username="rep")])
        assert fates(results) == [Fate.FAILED] * 2, actor
        assert {f.code for r in results for f in r.faults} == {"forbidden"}
    assert not User.objects.filter(username="anna").exists()


def test_nobody_shuts_himself_out(cast):
    rows = [
        BulkRow(1, {"username": "admin", "is_active": False}),
        BulkRow(2, {"username": "admin", "role": "trainer"}),
    ]
    assert fates(bulk_users(actor=cast.admin, rows=rows)) == [Fate.FAILED] * 2


def test_a_team_is_found_by_name_or_path_and_made_where_it_is_missing(cast):
    wanted = {
        "华东一组": "华东一组",
        "澄源医疗/华东区/华东一组": "华东一组",
        "华东区\uff0f华东二组": "华东二组",
        "澄源医疗": "澄源医疗",
        "华东区/华东三组": "华东三组",
        "Central": "Central",
        "华南区/华南一组": "华南一组",
    }
    rows = [
        row(n, username=f"u{n}", team=text) for n, text in enumerate(wanted, start=1)
    ]
    results = bulk_users(actor=cast.admin, rows=rows)
    assert fates(results) == [Fate.CREATED] * len(wanted)
    for result, name in zip(results, wanted.values(), strict=True):
        assert User.objects.get(pk=result.object_id).team.name == name
    made = {team.name: team for team in Team.objects.all()}
    assert made["华东三组"].parent == cast.east
    assert made["Central"].parent == cast.company
    assert made["华南区"].parent == cast.company
    assert made["华南一组"].path == (
        f"{cast.company.path}{made['华南区'].pk}/{made['华南一组'].pk}/"
    )


def test_a_name_that_several_teams_have_is_asked_about(cast):
    for parent in (cast.east, cast.north):
        create_team(actor=None, name="一组", parent=parent)
    results = bulk_users(
        actor=cast.admin, rows=[row(1, team="一组"), row(2, team="华北区/一组")]
    )
    assert fates(results) == [Fate.FAILED, Fate.CREATED]
    assert fault(results[0])[0][0] == "team"


def test_a_dry_run_tells_the_same_and_leaves_nothing(cast):
    rows = [row(1, team="新区"), row(2, name="B", team="新区"), row(3, role="king")]
    before = (Entry.objects.count(), Team.objects.count(), User.objects.count())
    told = bulk_users(actor=cast.admin, rows=rows, dry_run=True)
    assert (Entry.objects.count(), Team.objects.count(), User.objects.count()) == before
    done = bulk_users(actor=cast.admin, rows=rows)
    assert fates(told) == fates(done) == [Fate.CREATED, Fate.UPDATED, Fate.FAILED]
    assert told[0].object_id is None


def test_a_new_address_closes_open_links(cast):
    issue_reset_link(actor=cast.admin, user=cast.rep)
    bulk_users(actor=cast.admin, rows=[row(1, username="rep", email="new@example.com")])
    assert not ResetLink.objects.filter(used_at__isnull=True).exists()


def test_500_rows_cost_as_many_statements_as_ten(cast):
    def cost(start, n):
        rows = [row(i, username=f"u{start + i}") for i in range(n)]
        with CaptureQueriesContext(
            connection,
        ) as told:
            bulk_users(actor=cast.admin, rows=rows)
        return len(told)

    few = cost(0, 10)
    assert few <= 20
    assert cost(1000, 500) <= few + 6, "one more insert for each 400 rows and kind"
    assert verify().sound


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Anna Snelling", "anna.snelling"),
        ("  Cecily  Lampkin ", "cecily.lampkin"),
        ("陈一诺", "陈一诺"),
        ("\uff21\uff22", "ab"),
        ("!!!", "user"),
    ],
)
def test_a_name_makes_a_user_name(name, username):
    assert username_of(name) == username
    assert username_of(name, {username}) == f"{username}2"


NAMES = st.sampled_from(["anna", "bo", "rep", "chief", "admin", "", "x y"])
VALUES = st.fixed_dictionaries(
    {"username": NAMES},
    optional={
        "name": st.sampled_from(["甲", "乙", ""]),
        "role": st.sampled_from(["representative", "manager", "king"]),
        "team": st.sampled_from(["华东一组", "华北区", "澄源医疗/新区", "一/二", ""]),
        "email": st.sampled_from(["", "a@example.com", "bad"]),
        "is_active": st.booleans(),
        "time_zone": st.sampled_from(["Asia/Shanghai", "Europe/Paris", "Mars/Base"]),
    },
)


class BulkIsOneByOne(TestCase):
    """Whatever the rows: the same fates, the same people, the same audit."""

    @classmethod
    def setUpTestData(cls):
        cls.people = build_cast().everybody()

    @given(st.lists(VALUES, max_size=8), st.sampled_from(["admin", "chief", None]))
    def test_bulk_equals_one_by_one(self, rows, part):
        rows = [BulkRow(n, values) for n, values in enumerate(rows)]
        told = []
        for run in (bulk_users, one_by_one):
            with transaction.atomic():
                actor = User.objects.get(pk=self.people[part].pk) if part else None
                done = fates(run(actor=actor, rows=rows))
                told.append((done, state(), traces()))
                assert verify().sound
                transaction.set_rollback(True)
        assert told[0] == told[1]


def one_by_one(*, actor, rows):
    return [Result(_one(actor, dict(row.values))) for row in rows]


class Result:
    def __init__(self, fate):
        self.fate = fate


def _one(actor, values):
    try:
        with transaction.atomic():
            return _stored(actor, values)
    except KamError:
        return Fate.FAILED


def _stored(actor, values):
    from kam.people.policies import may_arrange_users, require
    from kam.people.services.team_names import TeamNames

    username = values.pop("username")
    user = User.objects.filter(username=username).first()
    require(may_arrange_users(actor, "create" if user is None else "change"))
    if "team" in values:
        team = TeamNames(actor).find_or_make(values.pop("team"))
        values["team_id"] = team.pk
    if user is not None:
        revision = user.revision
        done = edit_user(actor=actor, user=user, wanted=values)
        return Fate.SKIPPED if done.revision == revision else Fate.UPDATED
    if "team_id" not in values:
        return Fate.FAILED
    values["team"] = Team.objects.get(pk=values.pop("team_id"))
    is_active = values.pop("is_active", True)
    draft = UserDraft(**{"username": username, "name": "", "role": "", **values})
    made = create_user(actor=actor, draft=draft)
    if not is_active:
        User.objects.filter(pk=made.pk).update(is_active=False)
    return Fate.CREATED


def state():
    people = User.objects.order_by("username").values_list(
        "username", "name", "role", "team__name", "email", "is_active", "time_zone"
    )
    return list(people), sorted(Team.objects.values_list("name", flat=True))


def traces():
    entries = Entry.objects.order_by("pk").select_related("detail")
    return sorted(
        (e.verb, e.noun, sorted(set(e.digests) - {"is_active", "path"}))
        for e in entries
    )
