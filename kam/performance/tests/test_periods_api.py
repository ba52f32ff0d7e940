"""Two periods over the API: the numbers of the page, for whom it shows them."""

from __future__ import annotations

import pytest

from kam.people.services import create_token
from kam.performance.services import bulk_figures, create_set
from kam.performance.tests.conftest import EARLIER, PERIOD, bulk_rows
from tests.reference.cravens import TERRITORIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(cast, draft, hold):
    """The 25 of Cravens, who all sell a tenth more in the second period."""
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    for period, times in ((EARLIER, 1.0), (PERIOD, 1.1)):
        rows = bulk_rows([(t.id, t.potential, t.sales * times) for t in TERRITORIES])
        bulk_figures(actor=cast.lead, comparison_set=made, period=period, rows=rows)
    hold(cast.rep, "12", made)
    return made


@pytest.fixture
def ask(client, both):
    """Ask for the comparison as somebody."""

    def send(user, **query):
        _token, secret = create_token(actor=None, user=user, name="t", scopes=["read"])
        answer = client.get(
            f"/api/v1/frontier/sets/{both.pk}/periods",
            query,
            headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
        )
        return answer.status_code, answer.json()

    return send


def test_every_unit_has_its_parts_with_bounds_and_a_direction(ask, cast):
    code, told = ask(cast.lead)
    assert (code, told["earlier"], told["later"]) == (200, EARLIER, PERIOD)
    assert (told["n"], told["level"]) == (25, 0.9)
    assert len(told["line_before"]) == len(told["line_after"]) == 4
    for unit in told["units"]:
        shift, caught = unit["frontier_shift"], unit["catching_up"]
        assert shift["value"] == pytest.approx(1.1)
        assert caught["value"] == pytest.approx(1.0)
        assert caught["lower"] <= 1.0 <= caught["upper"]
        assert caught["direction"] == "unsure"
        product = shift["value"] * caught["value"] * unit["potential_change"]
        assert unit["sales_change"] == pytest.approx(product)
        assert unit["malmquist"] == pytest.approx(1.1)


def test_a_representative_reads_the_own_unit_and_no_line(ask, cast):
    _code, told = ask(cast.rep)
    assert [unit["code"] for unit in told["units"]] == ["12"]
    assert (told["line_before"], told["line_after"]) == (None, None)
    assert told["absent"] == []


def test_from_and_to_choose_the_periods_and_a_misspelt_one_is_refused(ask, cast):
    assert ask(cast.lead, **{"from": EARLIER, "to": PERIOD})[0] == 200
    code, told = ask(cast.lead, **{"from": PERIOD, "to": EARLIER})
    assert code == 422
    assert told["errors"]
    assert ask(cast.lead, form=EARLIER)[0] == 422


def test_a_set_out_of_sight_is_not_there(ask, cast):
    for user in (cast.colleague, cast.neighbour, cast.rival):
        assert ask(user)[0] == 404
