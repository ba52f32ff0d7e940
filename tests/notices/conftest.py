"""Somebody with things that are due, and a digest that was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kam.accounts.services import AccountDraft, create_account
from kam.core import clock
from kam.notices.jobs import run_digests
from kam.notices.models import DigestChoice, Letter
from kam.notices.services import choose
from kam.visits.services import Task, open_action

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.visits.models import Action

# A Wednesday, 08:30 in Shanghai.
NOW = datetime(2026, 3, 18, 0, 30, tzinfo=UTC)
TODAY = date(2026, 3, 18)


@dataclass(frozen=True)
class Story:
    """A representative with two actions, one of them late; and a daily digest at 8."""

    rep: Any
    account: Account
    late: Action
    due: Action


def act(rep, account, text, due_on):
    task = Task(text=text, due_on=due_on, owner_id=rep.pk)
    return open_action(actor=rep, account=account, task=task)


def wants(user, **wanted):
    """Let somebody ask for a digest the day before."""
    wanted = {"cadence": "daily", "hour": 8, **wanted}
    with clock.pretend(NOW - timedelta(days=1)):
        return choose(actor=user, wanted=wanted)


def run(moment=NOW, **how):
    with clock.pretend(moment):
        return run_digests(**how)


def states():
    return list(Letter.objects.order_by("day").values_list("state", flat=True))


@pytest.fixture
def story(cast):
    cast.rep.email = "rep@example.test"
    cast.rep.save(update_fields=["email"])
    with clock.pretend(NOW - timedelta(days=20)):
        account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
        late = act(cast.rep, account, "寄比对报告", TODAY - timedelta(days=2))
        due = act(cast.rep, account, "约工程师", TODAY)
        act(cast.rep, account, "问预算", TODAY + timedelta(days=3))
    return Story(cast.rep, account, late, due)


@pytest.fixture
def subscribed(story):
    wants(story.rep)
    assert DigestChoice.objects.count() == 1
    return story
