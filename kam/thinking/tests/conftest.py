"""A person to observe."""

from __future__ import annotations

import pytest

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.core.clock import today


@pytest.fixture
def lake(cast):
    """The representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def head(cast, lake):
    """Somebody in it."""
    return create_person(
        actor=cast.rep,
        account=lake,
        identity=Identity(name="沈若澜", title="检验科主任"),
        affiliation=Affiliation(layer="expert"),
    )


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")
