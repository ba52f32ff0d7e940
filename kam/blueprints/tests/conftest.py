"""A hospital with people, records and an account plan, on a Wednesday in March."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.blueprints.queries import blueprint_of
from kam.blueprints.services import begin_blueprint
from kam.catalog.services import ProductDraft, create_product
from kam.visits.tests.conftest import WEDNESDAY, make_hospital, wednesday

__all__ = ["wednesday"]


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
