"""A meeting at an account, and two of its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)

if TYPE_CHECKING:
    from kam.accounts.models import Account, Stakeholder


@dataclass(frozen=True)
class Meeting:
    """An account, somebody there, and the number of a meeting."""

    account: Account
    person: Stakeholder
    occasion: UUID


@pytest.fixture
def meeting(cast) -> Meeting:
    """Make them for the representative."""
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    person = create_person(
        actor=cast.rep,
        account=account,
        identity=Identity(name="沈若澜"),
        affiliation=Affiliation(),
    )
    return Meeting(account, person, uuid4())
