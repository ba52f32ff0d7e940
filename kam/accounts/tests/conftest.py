"""What the tests of this room begin with."""

from __future__ import annotations

import pytest
from django.test import Client

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)


@pytest.fixture
def lake(cast):
    """A representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def shen(cast, lake):
    """Somebody in it."""
    return create_person(
        actor=cast.rep,
        account=lake,
        identity=Identity(name="沈若澜", title="检验科主任"),
        affiliation=Affiliation(layer="management"),
    )


@pytest.fixture
def client_of():
    """Give a function that signs somebody in."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in
