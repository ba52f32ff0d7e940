"""Resources, and requests for them, ready to hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from kam.accounts.services import AccountDraft, Identity, create_account, create_person
from kam.core.clock import today
from kam.resources.services import (
    BookingDraft,
    ResourceDraft,
    add_resource,
    ask_booking,
)

HOME = "Asia/Shanghai"


@dataclass
class Field:
    """Who asks whom for what."""

    cast: object
    account: object
    person: object
    day: date

    def resource(self, name="应用专家 林工", by=None, **told):
        """Add a resource of the first team: one a day, unless something is said."""
        usual = {"kind": "expert", "unit": "天", "unit_minor": 200_00, "capacity": 1}
        draft = ResourceDraft(name=name, **{**usual, **told})
        return add_resource(actor=by or self.cast.lead, draft=draft)

    def ask(self, resource, actor=None, account=None, **told):
        """Ask for it in the representative's name: one, on the first free day."""
        usual = {"first_day": self.day, "why": "演示试用流程"}
        draft = BookingDraft(resource.pk, **{**usual, **told})
        return ask_booking(
            actor=None if account else actor or self.cast.rep,
            account=account or self.account,
            draft=draft,
        )

    def elsewhere(self):
        """Return an account of each of four teams: their changes meet nowhere else."""
        teams = (self.cast.first, self.cast.second, self.cast.north, self.cast.east)
        return [
            create_account(
                actor=None, draft=AccountDraft(name=f"客户 {n}", team_id=team.pk)
            )
            for n, team in enumerate(teams)
        ]


@pytest.fixture
def field(cast):
    """An account of the representative with one person."""
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    person = create_person(
        actor=cast.rep, account=account, identity=Identity(name="沈若澜")
    )
    return Field(cast, account, person, today(HOME) + timedelta(days=10))
