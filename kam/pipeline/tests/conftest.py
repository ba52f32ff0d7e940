"""One hospital with an owner, and something to sell."""

from __future__ import annotations

import pytest

from kam.accounts.services import AccountDraft, create_account
from kam.catalog.services import ProductDraft, create_product
from kam.pipeline.models import Reason, Stage


@pytest.fixture
def hospital(cast):
    """An account of the representative."""
    draft = AccountDraft(
        name="上海第一医院", owner_id=cast.rep.pk, team_id=cast.rep.team_id
    )
    return create_account(actor=None, draft=draft)


@pytest.fixture
def reagent(cast):
    """Something the company sells."""
    return create_product(actor=None, draft=ProductDraft("D-二聚体试剂", "DD"))


@pytest.fixture
def stage(cast):
    """The shipped stages by their code."""
    return {row.code: row for row in Stage.objects.all()}


@pytest.fixture
def reason(cast):
    """The shipped reasons by their code."""
    return {row.code: row for row in Reason.objects.all()}
