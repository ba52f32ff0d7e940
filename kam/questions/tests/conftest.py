"""An account with somebody in it, and a product to ask about."""

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
from kam.catalog.services import ProductDraft, create_product
from kam.core.clock import today


@pytest.fixture
def account(cast):
    """The representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def head(cast, account):
    """Somebody of the representative's account."""
    return create_person(
        actor=cast.rep,
        account=account,
        identity=Identity(name="沈若澜", title="检验科主任"),
        affiliation=Affiliation(layer="expert"),
    )


@pytest.fixture
def reagent(db):
    """Something we sell."""
    draft = ProductDraft(code="D-D", name="D-二聚体试剂")
    return create_product(actor=None, draft=draft)


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")
