"""An account with people on several steps of one product."""

from __future__ import annotations

from datetime import timedelta

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
from kam.judgements.rules.scales import GATES
from kam.judgements.services import Opinion, judge


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")


@pytest.fixture
def reagent(db):
    """Something we sell."""
    return create_product(
        actor=None, draft=ProductDraft(code="D-D", name="D-二聚体试剂")
    )


@pytest.fixture
def hospital(cast):
    """The representative's account."""
    return create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))


@pytest.fixture
def add(cast, hospital):
    """Add somebody of a layer to the hospital."""

    def added(name, layer="expert", role=""):
        return create_person(
            actor=cast.rep,
            account=hospital,
            identity=Identity(name=name, title="主任"),
            affiliation=Affiliation(layer=layer, functional_role=role),
        )

    return added


@pytest.fixture
def climb(cast, reagent, day):
    """Judge somebody so that the gates lead to a stage."""

    def climbed(person, stage, ago=0, evidence="会上说的"):
        gates = GATES[: min(stage, len(GATES))]
        opinions = [
            Opinion(
                gate,
                _value(gate, passed=n + 1 < stage),
                evidence,
                product_id=reagent.pk,
                day=day - timedelta(days=ago),
            )
            for n, gate in enumerate(gates)
        ]
        return judge(actor=cast.rep, stakeholder=person, opinions=opinions)

    return climbed


def _value(gate, *, passed):
    if gate == "share":
        return 60 if passed else 20
    return int(passed)
