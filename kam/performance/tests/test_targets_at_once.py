"""Two who agree one target at the same moment: the second is told who was faster."""

from __future__ import annotations

from functools import partial

import pytest

from kam.core.errors import AlreadyThere, Stale
from kam.performance.models import Target
from kam.performance.services import agree_target, change_target, undo_target
from kam.performance.tests.conftest import row_in, text_of
from tests.atonce import second_told

pytestmark = pytest.mark.django_db(transaction=True)
DOOR = "kam.performance.views.targets"


def test_who_agrees_second_is_told_who_was_faster_and_what_stands(cast, row):
    first = partial(agree_target, actor=cast.chief, row=row, figure=58.5)
    second = partial(
        agree_target, actor=cast.lead, row=row, figure=61, reason="新医院开业"
    )
    told = second_told(first, second)
    assert isinstance(told, AlreadyThere)
    target = Target.objects.get()
    assert (told.record, target.figure) == (target.pk, 58.5)
    assert "先商定了：现在是" in told.what
    assert (told.params["who"], told.params["figure"]) == (cast.chief.name, "58.5")
    assert told.params["when"] >= target.created_at


def test_control_two_territories_are_agreed_at_the_same_moment(cast, row):
    first = partial(agree_target, actor=cast.chief, row=row, figure=58.5)
    other = row_in(row.run, "106")
    second = partial(
        agree_target, actor=cast.lead, row=other, figure=61, reason="新医院开业"
    )
    assert isinstance(second_told(first, second), Target)
    assert Target.objects.count() == 2


def changes(cast, row, target, before):
    """Let two change one target; return what the second is told."""

    def change(actor, figure, reason):
        return change_target(
            actor=actor,
            target=target,
            row=row,
            wanted={"figure": figure, "reason": reason},
            before=before,
        )

    return second_told(
        partial(change, cast.chief, 70.0, "先到"),
        partial(change, cast.lead, 61.0, "后到"),
    )


def test_who_changes_second_is_told_both_figures_and_whose_stands(cast, row, target):
    told = changes(cast, row, target, {"figure": target.figure, "reason": ""})
    assert isinstance(told, Stale)
    assert told.conflicts["figure"]["theirs"] == 70.0
    assert told.conflicts["figure"]["mine"] == 61.0
    assert told.params["who"] == cast.chief.name
    assert told.params["reason"] == "先到"
    assert Target.objects.get().figure == 70.0


def test_control_without_saying_what_one_saw_the_later_one_stands(cast, row, target):
    assert isinstance(changes(cast, row, target, None), Target)
    assert Target.objects.get().figure == 61.0


def test_who_undoes_second_is_told_that_it_is_undone(cast, target):
    undo = partial(undo_target, target=target, revision=1)
    told = second_told(partial(undo, actor=cast.chief), partial(undo, actor=cast.lead))
    assert isinstance(told, Stale)
    assert "先撤销了商定" in told.what
    assert told.params["who"] == cast.chief.name
    target.refresh_from_db()
    assert target.revision == 2


def test_a_lost_race_keeps_what_was_typed_and_offers_both(as_, cast, row, monkeypatch):
    """The form looked before the faster one stored, and agreed after."""
    browser = as_(cast.lead)
    url = f"/frontier/{row.run_id}/targets/{row.territory_id}"
    page = text_of(browser.get(url))
    opened = page.partition('name="opened" value="')[2].partition('"')[0]
    agree_target(actor=cast.chief, row=row, figure=60, reason="悄悄先到")
    monkeypatch.setattr(f"{DOOR}.target_on", lambda _user, _row: None)
    typed = {"figure": "61", "reason": "新医院开业", "opened": opened}
    answer = browser.post(url, typed)
    told = text_of(answer)
    assert answer.status_code == 409
    assert f"{cast.chief.name} 在 " in told
    assert "先商定了：现在是 60，理由是“悄悄先到”" in told
    assert 'value="61"' in told
    assert "新医院开业" in told
    assert "keep-figure" in told
    typed["opened"] = told.partition('name="opened" value="')[2].partition('"')[0]
    monkeypatch.undo()
    answer = browser.post(url, typed, follow=True)
    assert "目标已商定" in text_of(answer)
    assert Target.objects.get().figure == 61
