"""Sets, figures and territories that many tests of this room begin with."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.core import clock
from kam.core.bulk import BulkRow
from kam.people.services import assign_territory
from kam.performance.models import FrontierRow
from kam.performance.services import (
    SetDraft,
    agree_target,
    bulk_figures,
    create_set,
    run_frontier,
)
from tests.reference.cravens import TERRITORIES

PERIOD, EARLIER, NEXT = "2025", "2024", "2026"
EIGHT = [
    ("101", 10.0, 20.0),
    ("102", 20.0, 50.0),
    ("103", 40.0, 80.0),
    ("104", 60.0, 90.0),
    ("105", 30.0, 52.0),
    ("106", 50.0, 51.0),
    ("107", 70.0, 90.0),
    ("108", 60.0, 36.0),
]
GROWN = [(code, x, y * (1.5 if code == "108" else 1.1)) for code, x, y in EIGHT]


def bulk_rows(figures=EIGHT):
    return [
        BulkRow(number, {"code": code, "potential": x, "sales": y})
        for number, (code, x, y) in enumerate(figures, start=1)
    ]


@pytest.fixture
def draft():
    return SetDraft(name="Cravens", potential_unit="件", sales_unit="百件")


@pytest.fixture
def eight(cast, draft):
    """A set of the lead's team with eight territories in one period."""
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    rows = bulk_rows()
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    return made


@pytest.fixture
def cravens(cast, draft):
    """The 25 territories of Cravens in one period."""
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    rows = bulk_rows([(t.id, t.potential, t.sales) for t in TERRITORIES])
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    return made


@pytest.fixture
def hold():
    """Give a territory of a set to a person from today or another day."""

    def give(user, code, comparison_set, starts_on=None):
        figure = comparison_set.figures.filter(territory__code=code).first()
        day = starts_on or clock.today(user.time_zone) - timedelta(days=400)
        return assign_territory(
            actor=None, territory=figure.territory, user=user, starts_on=day
        )

    return give


@pytest.fixture
def run_of(cast):
    """Make a run as the lead."""

    def make(comparison_set, period=PERIOD, method="dea-vrs", actor=cast.lead):
        made = run_frontier(
            actor=actor, comparison_set=comparison_set, period=period, method=method
        )
        return made.run

    return make


def text_of(answer):
    """Return an answer as text, a streamed file as well."""
    if answer.streaming:
        return b"".join(answer).decode("utf-8-sig")
    return answer.content.decode()


@pytest.fixture
def as_(client):
    """Sign somebody in, and give the browser."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def row(cast, eight, run_of):
    """Territory 105 in the run: sales 52, proposed 58.5."""
    return row_in(run_of(eight))


@pytest.fixture
def target(cast, row):
    return agree_target(actor=cast.lead, row=row, figure=row.goal)


def row_in(run, code="105"):
    rows = FrontierRow.objects.select_related("run__comparison_set", "territory")
    return rows.get(run=run, code=code)
