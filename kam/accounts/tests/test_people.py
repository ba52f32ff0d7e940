"""Promises of the verbs on people."""

from __future__ import annotations

import pytest

from kam.accounts.models import Person, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    affiliate_person,
    complete_writeup,
    create_account,
    create_person,
    edit_stakeholder,
    mark_back,
    mark_left,
    reopen_writeup,
    share_account,
)
from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, NotFound, Stale

INCIDENT = (
    "去年十一月夜班，一份样本等了四个小时才出结果，主任当面向院长道歉，之后再也不肯换。"
)


def test_a_name_is_enough(cast, lake):
    made = create_person(actor=cast.rep, account=lake, identity=Identity(name="沈"))
    assert (made.person.name, made.layer) == ("沈", "")
    verbs = Entry.objects.filter(object_id__gt=0).values_list("verb", flat=True)
    assert {"person.create", "stakeholder.create"} <= set(verbs)


@pytest.mark.parametrize(
    ("identity", "affiliation", "field"),
    [
        ({"name": ""}, {}, "name"),
        ({"name": "x" * 121}, {}, "name"),
        ({"name": "沈\x00"}, {}, "name"),
        ({"name": "沈"}, {"layer": "roof"}, "layer"),
        ({"name": "沈"}, {"email": "nobody"}, "email"),
        ({"name": "沈"}, {"notes": "x" * 3001}, "notes"),
        ({"name": "沈"}, {"views": "\ud800"}, "views"),
    ],
)
def test_what_cannot_be_stored_is_refused(cast, lake, identity, affiliation, field):
    with pytest.raises(Invalid) as told:
        create_person(
            actor=cast.rep,
            account=lake,
            identity=Identity(**identity),
            affiliation=Affiliation(**affiliation),
        )
    assert field in told.value.fields
    assert not Person.objects.exists()


def test_identity_is_shared_and_all_else_belongs_to_the_account(cast, lake, shen):
    other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    there = affiliate_person(actor=cast.rep, account=other, person=shen.person)
    edit_stakeholder(
        actor=cast.rep,
        stakeholder=there,
        wanted={"title": "副院长", "layer": "decision", "notes": "很忙"},
    )
    shen.refresh_from_db()
    assert shen.person.title == "副院长"
    assert (shen.layer, shen.notes) == ("management", "")


def test_somebody_out_of_sight_cannot_be_affiliated(cast, shen):
    own = create_account(actor=cast.stranger, draft=AccountDraft(name="北海医院"))
    with pytest.raises(NotFound):
        affiliate_person(actor=cast.stranger, account=own, person=shen.person)
    assert Stakeholder.objects.count() == 1


def test_nobody_is_affiliated_twice(cast, lake, shen):
    with pytest.raises(Invalid):
        affiliate_person(actor=cast.rep, account=lake, person=shen.person)


def test_disjoint_changes_merge_and_conflicts_of_both_halves_are_told(cast, lake, shen):
    share_account(actor=cast.rep, account=lake, user_id=cast.colleague.pk)
    seen = {"name": "沈若澜", "title": "检验科主任", "layer": "management", "notes": ""}
    edit_stakeholder(
        actor=cast.colleague,
        stakeholder=shen,
        wanted={"title": "科主任", "layer": "expert"},
        before=seen,
    )
    merged = edit_stakeholder(
        actor=cast.rep, stakeholder=shen, wanted={"notes": "夜班"}, before=seen
    )
    assert (merged.notes, merged.layer) == ("夜班", "expert")
    with pytest.raises(Stale) as told:
        edit_stakeholder(
            actor=cast.rep,
            stakeholder=shen,
            wanted={"title": "主任", "layer": "decision", "notes": "别的"},
            before={**seen, "notes": "夜班"},
        )
    assert set(told.value.conflicts) == {"title", "layer"}
    shen.refresh_from_db()
    assert shen.notes == "夜班"


def test_a_write_up_is_complete_with_position_and_a_concrete_incident(cast, shen):
    edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"obstacle": "嫌贵" * 14})
    shen.refresh_from_db()
    with pytest.raises(Invalid) as told:
        complete_writeup(actor=cast.rep, stakeholder=shen)
    assert set(told.value.fields) == {"obstacle"}
    edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"obstacle": INCIDENT})
    shen.refresh_from_db()
    done = complete_writeup(actor=cast.rep, stakeholder=shen)
    assert done.writeup_done_at is not None
    assert reopen_writeup(actor=cast.rep, stakeholder=done).writeup_done_at is None


def test_a_complete_write_up_that_loses_something_is_open_again(cast, shen):
    edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"obstacle": INCIDENT})
    shen.refresh_from_db()
    complete_writeup(actor=cast.rep, stakeholder=shen)
    kept = edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"notes": "夜班"})
    assert kept.writeup_done_at is not None
    lost = edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"title": ""})
    assert lost.writeup_done_at is None


def test_who_has_left_can_come_back(cast, shen):
    left = mark_left(actor=cast.rep, stakeholder=shen)
    assert left.left_on is not None
    assert not Stakeholder.objects.active().exists()
    assert mark_back(actor=cast.rep, stakeholder=left).left_on is None


@pytest.mark.parametrize("part", ["stranger", "rival", "analyst", "admin", "gone"])
def test_nobody_else_touches_the_people_of_an_account(cast, lake, shen, part):
    actor = getattr(cast, part)
    tries = [
        lambda: create_person(actor=actor, account=lake, identity=Identity("甲")),
        lambda: edit_stakeholder(actor=actor, stakeholder=shen, wanted={"notes": "x"}),
        lambda: mark_left(actor=actor, stakeholder=shen),
        lambda: complete_writeup(actor=actor, stakeholder=shen),
    ]
    for attempt in tries:
        with pytest.raises((Forbidden, NotFound)):
            attempt()
