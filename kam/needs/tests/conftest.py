"""A person whose work we want to understand, and a product that may fit it."""

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
from kam.needs.services import ProblemDraft, create_problems


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")


@pytest.fixture
def hospital(cast):
    """The representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def head(cast, hospital):
    """Somebody of the hospital."""
    return create_person(
        actor=cast.rep,
        account=hospital,
        identity=Identity(name="沈若澜", title="检验科主任"),
        affiliation=Affiliation(layer="expert", concerns="夜班漏检\n报告太慢"),
    )


@pytest.fixture
def reagent(db):
    """Something we sell."""
    draft = ProductDraft(code="D-D", name="D-二聚体试剂")
    return create_product(actor=None, draft=draft)


@pytest.fixture
def grow(cast, head):
    """Add one node to the person's tree."""

    def grown(kind, name, parent=None, **told):
        draft = ProblemDraft(
            kind, name, parent_id=parent.pk if parent else None, **told
        )
        return create_problems(actor=cast.rep, stakeholder=head, drafts=[draft])[0]

    return grown


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client
