"""The invented company, built once for all that is read of it."""

from __future__ import annotations

import pytest
from django.db import transaction

from kam.core.clock import now, today
from kam.demo.building import build
from kam.demo.building.stage import Stage
from kam.demo.script.customers import customers
from kam.demo.script.staff import staff

SPOKEN_OF = {101, staff().vacant}


@pytest.fixture(scope="module")
def company(django_db_setup, django_db_blocker):
    """Build the company with the diaries that tests speak of; undo it at the end."""
    played = {c.name for c in customers() if c.trouble or c.code in SPOKEN_OF}
    stage = Stage(today("Asia/Shanghai"), now(), frozenset(played))
    with django_db_blocker.unblock(), transaction.atomic():
        build(stage, progress=lambda _text: None)
        yield stage
        transaction.set_rollback(True)


@pytest.fixture
def manager1(company):
    return company.people["manager1"]


@pytest.fixture
def rep101(company):
    return company.people["rep101"]
