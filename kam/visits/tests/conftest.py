"""An account with people, and the days that the tests speak of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from kam.accounts.models import Account, Person, Stakeholder
from kam.audit.changes import create
from kam.core.clock import pretend, today

WEDNESDAY = date(2026, 3, 18)
MORNING = datetime(2026, 3, 18, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Hospital:
    """An account and three of its people."""

    account: Account
    head: Stakeholder
    chief: Stakeholder
    buyer: Stakeholder


def make_account(owner, name="东湖医院", team=None, **values) -> Account:
    team = team or owner.team
    row = Account(name=name, owner=owner, team=team, kind="hospital", **values)
    return create(actor=None, row=row, verb="account.create")


def make_person(account, name, **values) -> Stakeholder:
    person = create(actor=None, row=Person(name=name), verb="person.create")
    row = Stakeholder(account=account, person=person, **values)
    return create(actor=None, row=row, verb="stakeholder.create")


def make_hospital(owner, name="东湖医院", **values) -> Hospital:
    account = make_account(owner, name, **values)
    return Hospital(
        account=account,
        head=make_person(account, "沈若澜", layer="expert", concerns="责任写清楚"),
        chief=make_person(account, "周启明", layer="decision"),
        buyer=make_person(account, "秦朗"),
    )


@pytest.fixture(autouse=True)
def wednesday(request):
    """Let every test happen on 18 March 2026, in the morning of Shanghai.

    A browser talks to another thread, which keeps the time of the world.
    """
    if request.node.get_closest_marker("browser"):
        yield today("Asia/Shanghai")
        return
    with pretend(MORNING):
        yield WEDNESDAY


@pytest.fixture
def hospital(cast) -> Hospital:
    return make_hospital(cast.rep)


@pytest.fixture
def signed(client, cast):
    """A browser in which the representative is signed in."""
    client.force_login(cast.rep)
    return client


def a_note(people, **changes):
    """Return a record that can be submitted, with some values changed."""
    return {
        "people": [p.pk for p in people],
        "fact": "她说：按步骤来可以，但第一周出一例不一致就得停。",
        "insight": "愿意换，卡点是停得下来；有停止规则就敢向院长说。",
        "insight_kind": "concern",
        "noted_reason": "watch",
        "outcome": "advance",
        "next_objective": "看第一周结果，定要不要加第二类样本",
        **changes,
    }
