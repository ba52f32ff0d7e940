"""A hospital with people, records and an account plan, on a Wednesday in March."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.blueprints.queries import blueprint_of
from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.services import (
    HandoutDraft,
    ObjectiveDraft,
    add_objective,
    add_remark,
    begin_blueprint,
    edit_blueprint,
    make_handout,
)
from kam.blueprints.services.writing import TEXTS, TOLD
from kam.catalog.services import ProductDraft, create_product
from kam.judgements.services import Opinion, judge
from kam.visits.services import record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital, wednesday

__all__ = ["wednesday"]
CANARY, OPEN = "金丝雀", "白名单"


def ago(days):
    """Return a day before the Wednesday."""
    return WEDNESDAY - timedelta(days=days)


def fresh(user, row):
    """Read a plan again."""
    return blueprint_of(user, row.pk)


@pytest.fixture
def hospital(cast):
    """An account of the representative with three people."""
    return make_hospital(cast.rep)


@pytest.fixture
def reagent(cast):
    """Something the company sells."""
    return create_product(actor=None, draft=ProductDraft("D-二聚体试剂", "DD"))


@pytest.fixture
def blueprint(cast, hospital):
    """The plan of the year, begun from the template."""
    row = begin_blueprint(actor=cast.rep, account=hospital.account, year=2026)
    return fresh(cast.rep, row)


def share(cast, row, **told):
    """Make a link with the representative's hand."""
    draft = HandoutDraft(told.pop("sections", SHAREABLE), **told)
    return make_handout(actor=cast.rep, blueprint=row, draft=draft)


@pytest.fixture
def full(cast, hospital, blueprint):
    """A plan whose every text holds a canary, save the words for the customer."""
    wanted = {name: f"{CANARY}{name}" for name in TEXTS}
    wanted |= {name: f"{OPEN}{name}" for name in TOLD}
    row = edit_blueprint(actor=cast.rep, blueprint=blueprint, wanted=wanted)
    for joint, told in ((True, f"{OPEN}目标"), (False, f"{CANARY}目标")):
        draft = ObjectiveDraft(
            f"{CANARY}名",
            "next_step",
            80,
            WEDNESDAY + timedelta(90),
            is_joint=joint,
            told=told,
        )
        add_objective(actor=cast.rep, blueprint=row, draft=draft)
    add_remark(actor=cast.lead, blueprint=row, section="risks", text=f"{CANARY}意见")
    judge(
        actor=cast.rep,
        stakeholder=hospital.chief,
        opinions=[Opinion("influence", 5, f"{CANARY}依据")],
    )
    note = a_note(
        [hospital.chief],
        day=WEDNESDAY,
        next_day=WEDNESDAY + timedelta(7),
        fact=f"{CANARY}事实很多字",
    )
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    return fresh(cast.rep, row)
