"""Lines, ties, roles, layers and seats: refused, kept, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kam.accounts.services import AccountDraft, Identity, create_account, create_person
from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid
from kam.relations.models import Line, Seat, Tie, WantedRole
from kam.relations.queries import bonds_on, lines_of, wanted_on
from kam.relations.services import (
    LineDraft,
    RoleDraft,
    TieDraft,
    draw_line,
    end_line,
    find_role,
    lose_role,
    move_back,
    move_layer,
    note_tie,
    redraw_line,
    reopen_line,
    restore,
    retract,
    seat_cards,
    want_role,
)

pytestmark = pytest.mark.django_db


def reports(below, above, **told):
    return LineDraft(below.pk, above.pk, "reports", "名片上写着", **told)


def running(cast, ward, when=None):
    lines = lines_of(cast.rep, ward.account)
    return {w.id for w in lines if w.holds(when or ward.day)}


def test_a_reporting_circle_is_refused(cast, ward):
    with pytest.raises(Invalid) as caught:
        draw_line(actor=cast.rep, draft=reports(ward.chen, ward.he))
    assert "to_stakeholder_id" in caught.value.fields
    assert draw_line(actor=cast.rep, draft=reports(ward.meng, ward.he)).pk


def test_somebody_reports_to_one_person_only(cast, ward):
    with pytest.raises(Invalid) as caught:
        draw_line(actor=cast.rep, draft=reports(ward.shen, ward.chen))
    assert any("汇报线" in t for ts in caught.value.fields.values() for t in ts)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"strength": 0}, "strength"),
        ({"strength": 4}, "strength"),
        ({"kind": "adores"}, "kind"),
        ({"evidence": " "}, "evidence"),
    ],
)
def test_what_a_line_may_not_say_is_refused(cast, ward, told, field):
    draft = replace(LineDraft(ward.xu.pk, ward.gu.pk, "support", "x"), **told)
    before = Line.objects.count()
    with pytest.raises(Invalid) as caught:
        draw_line(actor=cast.rep, draft=draft)
    assert field in caught.value.fields
    assert Line.objects.count() == before


def test_a_line_has_two_ends_in_one_account_and_a_day_that_has_come(cast, ward):
    with pytest.raises(Invalid):
        draw_line(actor=cast.rep, draft=reports(ward.xu, ward.xu))
    other = create_account(actor=cast.rep, draft=AccountDraft(name="别处"))
    away = create_person(actor=cast.rep, account=other, identity=Identity(name="外人"))
    with pytest.raises(Invalid) as caught:
        draw_line(actor=cast.rep, draft=reports(ward.xu, away))
    assert "to_stakeholder_id" in caught.value.fields
    tomorrow = ward.day + timedelta(days=1)
    with pytest.raises(Invalid) as caught:
        draw_line(actor=cast.rep, draft=reports(ward.xu, ward.luo, day=tomorrow))
    assert "day" in caught.value.fields


def test_only_who_works_on_the_account_draws(cast, ward):
    draft = LineDraft(ward.xu.pk, ward.gu.pk, "support", "x")
    for part in ("stranger", "rival", "analyst", "trainer", "admin", "gone"):
        with pytest.raises((Forbidden, Invalid)):
            draw_line(actor=getattr(cast, part), draft=draft)
    for part in ("rep", "lead", "chief"):
        assert draw_line(actor=getattr(cast, part), draft=draft).pk


def test_a_line_ends_reopens_and_stands_on_the_days_between(cast, ward):
    line = Line.objects.get(from_stakeholder=ward.xu)
    end_line(actor=cast.rep, line=line, on=ward.day - timedelta(days=5))
    assert line.pk not in running(cast, ward)
    assert line.pk in running(cast, ward, ward.day - timedelta(days=6))
    line.refresh_from_db()
    reopen_line(actor=cast.rep, line=line)
    assert line.pk in running(cast, ward)


def test_reopening_may_not_close_a_circle(cast, ward):
    line = Line.objects.get(from_stakeholder=ward.he)
    line = end_line(actor=cast.rep, line=line)
    draw_line(actor=cast.rep, draft=reports(ward.chen, ward.he))
    with pytest.raises(Invalid):
        reopen_line(actor=cast.rep, line=line)


def test_what_was_undone_may_be_drawn_anew_again(cast, ward):
    old = Line.objects.get(from_stakeholder=ward.shen)
    for strength in (1, 3):
        draft = reports(ward.shen, ward.chen, strength=strength)
        new = redraw_line(actor=cast.rep, line=old, draft=draft)
        retract(actor=cast.rep, row=new)
        old.refresh_from_db()
        assert old.ended_on is None
    redraw_line(actor=cast.rep, line=old, draft=draft)
    with pytest.raises(Invalid):
        restore(actor=cast.rep, row=new)
    with pytest.raises(Invalid):
        redraw_line(actor=cast.rep, line=old, draft=draft)


def test_undoing_closes_no_circle_and_gives_nobody_two_above(cast, ward):
    old = Line.objects.get(from_stakeholder=ward.shen)
    above = old.to_stakeholder
    new = redraw_line(actor=cast.rep, line=old, draft=reports(ward.shen, ward.meng))
    for line in Line.objects.filter(from_stakeholder=above).open():
        end_line(actor=cast.rep, line=line)
    draw_line(actor=cast.rep, draft=reports(above, ward.shen))
    retract(actor=cast.rep, row=new)
    old.refresh_from_db()
    assert old.ended_on is not None
    draw_line(actor=cast.rep, draft=reports(ward.shen, ward.meng))
    assert retract(actor=cast.rep, row=new).revision == 2
    old.refresh_from_db()
    assert old.ended_on is not None


def test_drawing_anew_ends_the_old_line_and_undoing_brings_it_back(cast, ward):
    old = Line.objects.get(from_stakeholder=ward.shen)
    new = redraw_line(actor=cast.rep, line=old, draft=reports(ward.shen, ward.chen))
    assert {new.pk} == running(cast, ward) & {old.pk, new.pk}
    assert old.pk in running(cast, ward, ward.day - timedelta(days=1))
    retract(actor=cast.rep, row=new)
    assert {old.pk} == running(cast, ward) & {old.pk, new.pk}
    new.refresh_from_db()
    restore(actor=cast.rep, row=new)
    assert {new.pk} == running(cast, ward) & {old.pk, new.pk}


def test_of_ties_the_newest_stands_and_none_is_overwritten(cast, ward):
    def tie(level, days):
        return note_tie(
            actor=cast.rep,
            draft=TieDraft(
                ward.xu.pk, cast.rep.pk, level, 5, "托我办事",
                ward.day - timedelta(days=days),
            ),
        )  # fmt: skip

    tie(1, 50)
    wrong = tie(4, 2)
    assert [b.level for b in bonds_on(cast.rep, ward.account, ward.day)] == [4]
    then = ward.day - timedelta(days=10)
    assert [b.level for b in bonds_on(cast.rep, ward.account, then)] == [1]
    retract(actor=cast.rep, row=wrong)
    assert [b.level for b in bonds_on(cast.rep, ward.account, ward.day)] == [1]
    assert Tie.objects.count() == 2


def test_a_tie_names_a_colleague_in_sight(cast, ward):
    draft = TieDraft(ward.xu.pk, cast.stranger.pk, 1, 2, "x")
    with pytest.raises(Invalid) as caught:
        note_tie(actor=cast.rep, draft=draft)
    assert "colleague_id" in caught.value.fields


def test_a_role_gets_a_face_known_or_new_and_loses_it_again(cast, ward):
    draft = RoleDraft("management", "医务处负责人", "新技术准入要他会签")
    role = want_role(actor=cast.rep, account=ward.account, draft=draft)
    assert [w.title for w in wanted_on(cast.rep, ward.account, ward.day)]
    with pytest.raises(Invalid):
        find_role(actor=cast.rep, role=role)
    found = find_role(actor=cast.rep, role=role, name="方医务")
    assert found.found.person.title == "医务处负责人"
    assert found.found.layer == "management"
    assert not wanted_on(cast.rep, ward.account, ward.day)
    lose_role(actor=cast.rep, role=found)
    assert wanted_on(cast.rep, ward.account, ward.day)
    assert WantedRole.objects.get().found is None


def test_another_layer_asks_for_evidence_and_can_be_undone(cast, ward):
    with pytest.raises(Invalid):
        move_layer(actor=cast.rep, stakeholder=ward.gu, layer="expert", evidence="")
    ward.gu.refresh_from_db()
    assert ward.gu.layer == "management"
    move = move_layer(
        actor=cast.rep, stakeholder=ward.gu, layer="expert", evidence="只出意见"
    )
    ward.gu.refresh_from_db()
    assert ward.gu.layer == "expert"
    move.stakeholder.refresh_from_db()
    move_back(actor=cast.rep, move=move)
    ward.gu.refresh_from_db()
    assert ward.gu.layer == "management"


def test_of_two_who_move_one_card_the_later_decides(cast, ward):
    seat_cards(actor=cast.rep, account=ward.account, places={ward.xu.pk: 3})
    rows = seat_cards(actor=cast.lead, account=ward.account, places={ward.xu.pk: 7})
    assert [(row.place, row.revision) for row in rows] == [(7, 2)]
    assert Seat.objects.get().place == 7


def test_every_deed_is_written_down(cast, ward):
    line = Line.objects.get(from_stakeholder=ward.xu)
    end_line(actor=cast.rep, line=line)
    verbs = Entry.objects.filter(noun="line", object_id=line.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["line.draw", "line.end"]
