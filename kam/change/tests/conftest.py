"""A person whose views of one product are judged."""

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
from kam.judgements.rules.scales import TERMS
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
    draft = AccountDraft(name="东湖医院", kind="hospital")
    return create_account(actor=cast.rep, draft=draft)


@pytest.fixture
def add(cast, hospital):
    """Add somebody of a layer to the hospital."""

    def added(name, layer="management"):
        return create_person(
            actor=cast.rep,
            account=hospital,
            identity=Identity(name=name, title="主任"),
            affiliation=Affiliation(layer=layer),
        )

    return added


@pytest.fixture
def held(cast, reagent, day):
    """Judge the terms of one side: risk, switch, post, value; None is left out."""

    def judged(person, side, *values, ago=0, source="told", said="出了漏检，责任在我"):
        opinions = [
            Opinion(
                term,
                value,
                said,
                source=source,
                product_id=reagent.pk,
                side=side,
                day=day - timedelta(days=ago),
            )
            for term, value in zip(TERMS, values, strict=False)
            if value is not None
        ]
        return judge(actor=cast.rep, stakeholder=person, opinions=opinions)

    return judged
