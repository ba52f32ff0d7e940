"""Closing many actions and promises at once: as one by one, all or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, NotFound
from kam.visits.models import Action
from kam.visits.services import (
    Pledge,
    Task,
    bulk_close_actions,
    bulk_close_promises,
    close_action,
    open_action,
    open_promise,
)
from kam.visits.tests.conftest import make_hospital

DAY = timedelta(days=1)


@pytest.fixture
def actions(cast, hospital, wednesday):
    """Three open actions of the representative."""
    tasks = [Task(text, wednesday + DAY) for text in ("寄报告", "约培训", "量门框")]
    return [
        open_action(actor=cast.rep, account=hospital.account, task=t) for t in tasks
    ]


def test_many_actions_are_closed_as_one_by_one(cast, actions):
    first, second, third = actions
    close_action(actor=cast.rep, action=first)
    changed = bulk_close_actions(
        actor=cast.rep, states={second.pk: "done", third.pk: "dropped"}
    )
    rows = {row.pk: row for row in Action.objects.all()}
    assert {row.pk for row in changed} == {second.pk, third.pk}
    assert [rows[a.pk].state for a in actions] == ["done", "done", "dropped"]
    assert rows[first.pk].done_at == rows[second.pk].done_at
    assert rows[second.pk].revision == rows[first.pk].revision
    told = Entry.objects.filter(noun="action", object_id__in=[first.pk, second.pk])
    verbs = list(told.order_by("object_id", "id").values_list("verb", flat=True))
    assert verbs == ["action.open", "action.done"] * 2


def test_closing_again_changes_nothing(cast, actions):
    states = {row.pk: "done" for row in actions}
    bulk_close_actions(actor=cast.rep, states=states)
    entries = Entry.objects.count()
    assert bulk_close_actions(actor=cast.rep, states=states) == []
    assert Entry.objects.count() == entries


def test_a_promise_is_kept_or_broken(cast, hospital, wednesday):
    pledges = [Pledge(text, wednesday, ours=True) for text in ("盖章报告", "操作卡")]
    kept, broken = (
        open_promise(actor=cast.rep, account=hospital.account, pledge=p)
        for p in pledges
    )
    bulk_close_promises(actor=cast.rep, states={kept.pk: "kept", broken.pk: "broken"})
    kept.refresh_from_db()
    broken.refresh_from_db()
    assert (kept.state, broken.state) == ("kept", "broken")
    assert kept.closed_at is not None


def test_one_hidden_row_refuses_all_of_them(cast, actions, wednesday):
    elsewhere = make_hospital(cast.stranger, "北方医院").account
    task = Task("别人的事", wednesday + DAY)
    hidden = open_action(actor=cast.stranger, account=elsewhere, task=task)
    states = {row.pk: "done" for row in [*actions, hidden]}
    with pytest.raises(NotFound):
        bulk_close_actions(actor=cast.rep, states=states)
    assert not Action.objects.exclude(state="open").exists()


@pytest.mark.parametrize("part", ["analyst"])
def test_who_only_reads_closes_nothing(cast, actions, part):
    reader = getattr(cast, part)
    with pytest.raises(Forbidden):
        bulk_close_actions(actor=reader, states={actions[0].pk: "done"})


@pytest.mark.parametrize("state", ["open", "kept", "", "nonsense"])
def test_an_unknown_end_is_refused(cast, actions, state):
    with pytest.raises(Invalid):
        bulk_close_actions(actor=cast.rep, states={actions[0].pk: state})


def test_many_cost_as_many_statements_as_one(cast, actions):
    def count(rows):
        with CaptureQueriesContext(connection) as asked:
            bulk_close_actions(actor=cast.rep, states={r.pk: "done" for r in rows})
        return len(asked)

    own = bulk_close_actions(actor=cast.rep, states={})
    assert own == []
    assert count(actions[:1]) == count(actions[1:])
