"""Promises of the verbs on accounts."""

from __future__ import annotations

import pytest

from kam.accounts.models import Account
from kam.accounts.services import (
    AccountDraft,
    archive_account,
    change_owner,
    create_account,
    edit_account,
    restore_account,
    share_account,
    unshare_account,
)
from kam.audit.models import Entry
from kam.core import clock
from kam.core.errors import Forbidden, Invalid, NotFound, Stale
from kam.people.services import assign_territory, create_territory


def again(user):
    """Return the user as the next request reads them."""
    return type(user).objects.get(pk=user.pk)


def test_a_name_is_enough_and_the_representative_becomes_the_owner(cast, lake):
    assert (lake.owner, lake.team, lake.kind) == (cast.rep, cast.first, "other")
    assert Entry.objects.filter(noun="account", verb="account.create").count() == 1


def test_without_a_name_nothing_is_stored(cast):
    with pytest.raises(Invalid) as told:
        create_account(actor=cast.rep, draft=AccountDraft(name="  "))
    assert "name" in told.value.fields
    assert not Account.objects.exists()


def test_the_territory_is_the_one_the_owner_works(cast):
    code = create_territory(actor=None, code="101", team=cast.first)
    assign_territory(
        actor=None,
        territory=code,
        user=cast.rep,
        starts_on=clock.today("Asia/Shanghai"),
    )
    made = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    assert made.territory == code


@pytest.mark.parametrize("part", ["analyst", "trainer", "admin", "gone"])
def test_who_does_not_sell_creates_no_account(cast, part):
    with pytest.raises(Forbidden):
        create_account(actor=getattr(cast, part), draft=AccountDraft(name="东湖医院"))


def test_a_representative_names_nobody_else_as_owner(cast):
    for other in (cast.colleague, cast.stranger):
        with pytest.raises(Invalid):
            create_account(
                actor=cast.rep, draft=AccountDraft(name="东湖", owner_id=other.pk)
            )
    assert not Account.objects.exists()


def test_a_manager_creates_only_below(cast):
    inside = AccountDraft(name="东湖", owner_id=cast.neighbour.pk)
    assert create_account(actor=cast.chief, draft=inside).team == cast.second
    for actor in (cast.lead, cast.rival):
        with pytest.raises(Invalid):
            create_account(actor=actor, draft=inside)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("potential_minor", -1),
        ("potential_minor", 10**18),
        ("currency", "cny"),
        ("visit_interval_days", 0),
        ("visit_interval_days", 400),
        ("kind", "castle"),
        ("name", "x" * 201),
        ("name", "东湖\x00"),
        ("characteristics", "坏\ud800字"),
        ("team_id", 2**70),
        ("parent_id", 999_999),
        ("owner_id", 999_999),
    ],
)
def test_what_cannot_be_stored_is_refused_with_its_field(cast, lake, field, value):
    draft = {"name": "西湖", field: value}
    with pytest.raises(Invalid) as told:
        create_account(actor=cast.head, draft=AccountDraft(**draft))
    assert field in told.value.fields
    with pytest.raises(Invalid):
        edit_account(actor=cast.head, account=lake, wanted={field: value})
    assert Account.objects.get().revision == 1


def test_a_field_the_verb_does_not_set_is_refused(cast, lake):
    for field in ("revision", "archived_at", "name_key", "id", "created_at"):
        with pytest.raises(Invalid):
            edit_account(actor=cast.head, account=lake, wanted={field: 1})


def test_an_account_is_not_its_own_ancestor(cast, lake):
    branch = create_account(
        actor=cast.rep, draft=AccountDraft(name="分院", parent_id=lake.pk)
    )
    room = create_account(
        actor=cast.rep, draft=AccountDraft(name="检验科", parent_id=branch.pk)
    )
    for below in (lake, branch, room):
        with pytest.raises(Invalid) as told:
            edit_account(actor=cast.rep, account=lake, wanted={"parent_id": below.pk})
        assert "parent_id" in told.value.fields
    moved = edit_account(actor=cast.rep, account=room, wanted={"parent_id": lake.pk})
    assert moved.parent_id == lake.pk


def test_a_circle_through_a_hidden_unit_is_seen(cast, lake):
    hidden = create_account(
        actor=cast.chief,
        draft=AccountDraft(name="总院", owner_id=cast.neighbour.pk, parent_id=lake.pk),
    )
    mine = create_account(
        actor=cast.chief,
        draft=AccountDraft(name="院办", owner_id=cast.rep.pk, parent_id=hidden.pk),
    )
    with pytest.raises(Invalid) as told:
        edit_account(actor=cast.rep, account=lake, wanted={"parent_id": mine.pk})
    assert "总院" not in str(told.value.fields)


def test_disjoint_changes_merge_and_the_same_field_is_a_choice(cast, lake):
    seen = {"city": "", "phone": ""}
    edit_account(actor=cast.rep, account=lake, wanted={"city": "武汉"}, before=seen)
    merged = edit_account(
        actor=cast.lead, account=lake, wanted={"phone": "027"}, before=seen
    )
    assert (merged.city, merged.phone) == ("武汉", "027")
    with pytest.raises(Stale) as told:
        edit_account(
            actor=cast.lead, account=lake, wanted={"city": "宜昌"}, before=seen
        )
    assert told.value.conflicts["city"] == {
        "before": "",
        "mine": "宜昌",
        "theirs": "武汉",
    }


def test_saving_twice_is_no_conflict(cast, lake):
    seen = {"characteristics": ""}
    for text in ("夜班样本多", "夜班样本多\r\n门诊少 "):
        edit_account(
            actor=cast.rep, account=lake, wanted={"characteristics": text}, before=seen
        )
        seen = {"characteristics": Account.objects.get().characteristics}
    assert seen["characteristics"] == "夜班样本多\n门诊少"


def test_an_owner_left_as_seen_is_not_given_back(cast, lake):
    seen = {"owner_id": cast.rep.pk, "city": ""}
    change_owner(actor=cast.lead, account=lake, owner=cast.colleague)
    saved = edit_account(
        actor=cast.lead,
        account=lake,
        wanted={"owner_id": cast.rep.pk, "city": "武汉"},
        before=seen,
    )
    assert (saved.owner_id, saved.city) == (cast.colleague.pk, "武汉")


def test_another_owner_takes_team_and_territory_along(cast, lake):
    code = create_territory(actor=None, code="201", team=cast.second)
    today = clock.today("Asia/Shanghai")
    assign_territory(actor=None, territory=code, user=cast.neighbour, starts_on=today)
    share_account(actor=cast.lead, account=lake, user_id=cast.colleague.pk)
    moved = change_owner(actor=cast.chief, account=lake, owner=cast.neighbour)
    assert (moved.team, moved.territory) == (cast.second, code)
    assert not Account.objects.visible_to(again(cast.rep)).exists()
    assert not Account.objects.visible_to(again(cast.lead)).exists()
    assert Account.objects.visible_to(again(cast.neighbour)).exists()
    assert Account.objects.visible_to(again(cast.colleague)).exists()


def test_who_becomes_the_owner_needs_no_share_any_more(cast, lake):
    share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    change_owner(actor=cast.lead, account=lake, owner=cast.colleague)
    change_owner(actor=cast.lead, account=lake, owner=cast.rep)
    assert not Account.objects.visible_to(again(cast.colleague)).exists()


def test_a_representative_gives_nothing_away(cast, lake):
    with pytest.raises((Forbidden, Invalid)):
        change_owner(actor=cast.rep, account=lake, owner=cast.colleague)
    with pytest.raises(Forbidden):
        change_owner(actor=cast.rep, account=lake, owner=None)


def test_a_manager_gives_nothing_to_a_team_elsewhere(cast, lake):
    with pytest.raises((Forbidden, Invalid)):
        change_owner(actor=cast.chief, account=lake, owner=cast.stranger)
    with pytest.raises((Forbidden, Invalid)):
        edit_account(actor=cast.chief, account=lake, wanted={"team_id": cast.north.pk})


@pytest.mark.parametrize("part", ["analyst", "trainer", "admin", "gone"])
def test_an_owner_sells(cast, lake, part):
    with pytest.raises(Invalid):
        change_owner(actor=None, account=lake, owner=getattr(cast, part))


def test_a_share_lets_in_and_its_end_shuts_out(cast, lake):
    share = share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    assert Account.objects.visible_to(again(cast.colleague)).exists()
    with pytest.raises(Invalid):
        share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    with pytest.raises(Forbidden):
        unshare_account(actor=cast.colleague, share=share)
    unshare_account(actor=cast.rep, share=share)
    assert not Account.objects.visible_to(again(cast.colleague)).exists()
    assert Entry.objects.filter(verb="account.unshare").count() == 1


@pytest.mark.parametrize("part", ["rep", "lead", "stranger", "gone", "analyst"])
def test_shares_go_to_active_representatives_nearby(cast, lake, part):
    with pytest.raises(Invalid):
        share_account(
            actor=cast.rep, account=lake, user_id=getattr(cast, part).pk
        )  # fmt: skip


def test_archiving_is_a_manager_s_and_comes_back(cast, lake):
    with pytest.raises(Forbidden):
        archive_account(actor=cast.rep, account=lake)
    archived = archive_account(actor=cast.lead, account=lake)
    assert not Account.objects.active().exists()
    assert restore_account(actor=cast.lead, account=archived).archived_at is None


@pytest.mark.parametrize(
    "part", ["colleague", "stranger", "rival", "analyst", "trainer", "admin", "gone"]
)
def test_nobody_else_changes_an_account(cast, lake, part):
    with pytest.raises((Forbidden, NotFound)):
        edit_account(
            actor=getattr(cast, part), account=lake, wanted={"city": "武汉"}
        )  # fmt: skip
    assert Account.objects.get().city == ""
