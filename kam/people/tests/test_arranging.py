"""Editing users, teams and territories one by one."""

from __future__ import annotations

from datetime import date

import pytest

from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.core.errors import Forbidden, Invalid, Stale
from kam.people.models import Team, Territory, TerritoryAssignment
from kam.people.services import (
    assign_territory,
    create_team,
    create_territory,
    edit_team,
    edit_territory,
    edit_user,
    end_assignment,
    issue_reset_link,
)


@pytest.fixture
def area(cast):
    return create_territory(actor=None, code="101", team=cast.first)


def test_an_administrator_edits_a_user_and_it_is_written_down(cast):
    edit_user(
        actor=cast.admin, user=cast.rep, wanted={"name": "新名", "role": "manager"}
    )
    entry = Entry.objects.filter(verb="user.change").get()
    assert (entry.actor_id, entry.object_id) == (cast.admin.pk, cast.rep.pk)
    assert set(entry.digests) == {"name", "role"}
    assert verify().sound


@pytest.mark.parametrize(
    "part", ["rep", "colleague", "lead", "head", "analyst", "trainer", "gone"]
)
def test_nobody_else_edits_users_or_teams(cast, part):
    actor = cast.everybody()[part]
    with pytest.raises(Forbidden):
        edit_user(actor=actor, user=cast.rep, wanted={"role": "administrator"})
    with pytest.raises(Forbidden):
        edit_team(actor=actor, team=cast.first, wanted={"name": "x"})
    with pytest.raises(Forbidden):
        create_team(actor=actor, name="x", parent=cast.east)


@pytest.mark.parametrize(
    "field", ["password", "username", "credentials_changed_at", "pk"]
)
def test_a_field_that_is_not_for_editing_is_refused(cast, field):
    with pytest.raises(Invalid) as refused:
        edit_user(actor=cast.admin, user=cast.rep, wanted={field: "x"})
    assert set(refused.value.fields) == {field}


def test_two_editors_of_one_field_are_told(cast):
    edit_user(actor=cast.admin, user=cast.rep, wanted={"name": "甲"})
    with pytest.raises(Stale) as stale:
        edit_user(
            actor=cast.admin,
            user=cast.rep,
            wanted={"name": "乙", "email": "a@example.com"},
            before={"name": "陈一诺", "email": ""},
        )
    assert stale.value.conflicts["name"]["theirs"] == "甲"


def test_the_command_line_issues_a_link_in_nobodys_name(cast):
    link, secret = issue_reset_link(actor=None, user=cast.admin)
    assert link.issued_by is None
    assert secret


def test_a_new_address_closes_links_and_a_deactivation_ends_all(cast):
    link, _secret = issue_reset_link(actor=cast.admin, user=cast.rep)
    edit_user(actor=cast.admin, user=cast.rep, wanted={"email": "a@example.com"})
    link.refresh_from_db()
    assert link.used_at is not None
    session = cast.rep.get_session_auth_hash()
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": False})
    edit_user(actor=cast.admin, user=cast.rep, wanted={"is_active": True})
    cast.rep.refresh_from_db()
    assert cast.rep.get_session_auth_hash() != session


def test_a_moved_team_takes_its_subtree_along(cast):
    edit_team(actor=cast.admin, team=cast.east, wanted={"parent_id": cast.north.pk})
    paths = dict(Team.objects.values_list("pk", "path"))
    company, north, east = cast.company.pk, cast.north.pk, cast.east.pk
    assert paths[east] == f"/{company}/{north}/{east}/"
    assert paths[cast.first.pk] == f"/{company}/{north}/{east}/{cast.first.pk}/"
    assert paths[cast.second.pk] == f"/{company}/{north}/{east}/{cast.second.pk}/"
    assert paths[north] == f"/{company}/{north}/"
    from kam.people.models import User

    rival = User.objects.get(pk=cast.rival.pk)
    assert cast.first.pk in rival.team_ids, "whoever leads above now sees below"


@pytest.mark.parametrize("below", ["east", "first"])
def test_a_team_never_stands_below_itself(cast, below):
    with pytest.raises(Invalid) as refused:
        edit_team(
            actor=cast.admin,
            team=cast.east,
            wanted={"parent_id": getattr(cast, below).pk},
        )
    assert "parent_id" in refused.value.fields


@pytest.mark.parametrize("parent", [10**9, "x", 0])
def test_an_unknown_parent_is_refused(cast, parent):
    with pytest.raises(Invalid):
        edit_team(actor=cast.admin, team=cast.east, wanted={"parent_id": parent})


@pytest.mark.parametrize("name", ["", "a/b", "a\uff0fb", "x\x00", "华东二组"])
def test_a_bad_team_name_is_refused(cast, name):
    with pytest.raises(Invalid) as refused:
        edit_team(actor=cast.admin, team=cast.first, wanted={"name": name})
    assert refused.value.fields


def test_a_territory_never_lies_in_itself(cast, area):
    inner = create_territory(actor=None, code="1011", team=cast.first, parent=area)
    for parent in (area, inner):
        with pytest.raises(Invalid) as refused:
            edit_territory(
                actor=cast.admin, territory=area, wanted={"parent_id": parent.pk}
            )
        assert "parent_id" in refused.value.fields


def test_two_territories_of_one_team_do_not_share_a_code(cast, area):
    with pytest.raises(Invalid):
        create_territory(actor=cast.admin, code="101", team=cast.first)
    create_territory(actor=cast.admin, code="101", team=cast.second)


@pytest.mark.parametrize("part", ["rep", "lead", "head", "analyst", "trainer", "gone"])
def test_only_administrators_change_and_assign(cast, area, part):
    actor = cast.everybody()[part]
    with pytest.raises(Forbidden):
        edit_territory(actor=actor, territory=area, wanted={"name": "x"})
    with pytest.raises(Forbidden):
        assign_territory(
            actor=actor, territory=area, user=cast.rep, starts_on=date(2026, 1, 1)
        )


def spans(area):
    rows = area.assignments.order_by("starts_on")
    return [(r.user.username, str(r.starts_on), str(r.ends_on)) for r in rows]


def assign(cast, area, part, *day):
    user = cast.everybody()[part]
    return assign_territory(
        actor=cast.admin, territory=area, user=user, starts_on=date(*day)
    )


def test_history_stays_true_after_a_move(cast, area):
    assign(cast, area, "rep", 2025, 1, 1)
    assign(cast, area, "colleague", 2026, 3, 1)
    assert spans(area) == [
        ("rep", "2025-01-01", "2026-02-28"),
        ("colleague", "2026-03-01", "None"),
    ]


def test_an_assignment_between_two_lasts_until_the_next(cast, area):
    assign(cast, area, "rep", 2025, 1, 1)
    assign(cast, area, "colleague", 2026, 3, 1)
    assign(cast, area, "lead", 2025, 7, 1)
    assert spans(area) == [
        ("rep", "2025-01-01", "2025-06-30"),
        ("lead", "2025-07-01", "2026-02-28"),
        ("colleague", "2026-03-01", "None"),
    ]


def test_one_day_begins_one_assignment(cast, area):
    assign(cast, area, "rep", 2025, 1, 1)
    with pytest.raises(Invalid) as refused:
        assign(cast, area, "colleague", 2025, 1, 1)
    assert "starts_on" in refused.value.fields


@pytest.mark.parametrize("part", ["gone", "analyst", "trainer", "admin"])
def test_only_who_sells_holds_a_territory(cast, area, part):
    with pytest.raises(Invalid):
        assign(cast, area, part, 2025, 1, 1)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2200, 1, 1)])
def test_a_day_outside_the_calendar_is_refused(cast, area, day):
    with pytest.raises(Invalid):
        assign_territory(actor=cast.admin, territory=area, user=cast.rep, starts_on=day)


def test_an_assignment_ends_on_a_day_and_is_not_made_longer(cast, area):
    row = assign(cast, area, "rep", 2025, 1, 1)
    row = end_assignment(actor=cast.admin, assignment=row, ends_on=date(2025, 5, 31))
    assert row.ends_on == date(2025, 5, 31)
    for day in (date(2025, 6, 30), date(2024, 12, 31)):
        with pytest.raises(Invalid):
            end_assignment(actor=cast.admin, assignment=row, ends_on=day)


def test_a_former_holder_no_longer_sees_the_territory(cast, area):
    assign(cast, area, "rep", 2025, 1, 1)
    assert area in Territory.objects.visible_to(cast.rep)
    assign(cast, area, "colleague", 2025, 6, 1)
    assert area not in Territory.objects.visible_to(cast.rep)
    assert area in Territory.objects.visible_to(cast.colleague)
    assert TerritoryAssignment.objects.visible_to(cast.rep).count() == 1, "own history"


def test_a_deactivated_person_sees_nobody(cast):
    from kam.people.models import User

    cast.admin.is_active = False
    for model in (Team, User, Territory, TerritoryAssignment):
        assert not model.objects.visible_to(cast.admin).exists()
