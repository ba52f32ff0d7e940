"""A person to judge, and a product to judge about."""

from __future__ import annotations

import pytest

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
def head(cast):
    """Somebody of the representative's account."""
    return create_person(
        actor=cast.rep,
        account=create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院")),
        identity=Identity(name="沈若澜", title="检验科主任"),
        affiliation=Affiliation(layer="expert"),
    )


@pytest.fixture
def reagent(db):
    """Something we sell."""
    draft = ProductDraft(code="D-D", name="D-二聚体试剂")
    return create_product(actor=None, draft=draft)


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")
