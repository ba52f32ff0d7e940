"""A representative sees the own distance and nobody else's figures."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from kam.core import clock
from kam.people.services import assign_territory
from kam.performance.models import FrontierRow
from kam.performance.tests.conftest import text_of
from tests.reference.cravens import TERRITORIES

pytestmark = pytest.mark.django_db

OWN = "12"
PEERS = {"9", "25"}


@pytest.fixture
def run(cast, cravens, run_of, hold):
    hold(cast.rep, OWN, cravens)
    return run_of(cravens)


def strangers():
    return [t for t in TERRITORIES if t.id != OWN]


def numbers(told):
    """Return every number of an answer, however it is written."""
    plain = told.replace(",", "")
    return {float(n) for n in re.findall(r"\d+(?:\.\d+)?", plain)}


def leaks(told):
    """Return the figures of others that stand in an answer, in any rounding."""
    seen = numbers(told)
    return [
        (t.id, figure)
        for t in strangers()
        for figure in (t.potential, t.sales)
        if {figure, round(figure, 1), float(round(figure))} & seen
    ]


def codes_in_table(told):
    return set(re.findall(r'<th scope="row">(?:我（)?([^<）]+)', told))


def test_the_page_holds_own_figures_the_line_and_the_codes_of_peers(as_, cast, run):
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    assert "33,613" in told
    assert "我离前沿有多远" in told
    assert 'class="frontier" points' in told
    assert codes_in_table(told) == {OWN, *PEERS}
    assert "0.56" in told


def test_nobody_elses_figures_are_in_the_page_source(as_, cast, run):
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    svg = told[
        told.index('<svg class="plot" viewBox="0 0 680') : told.index("</kam-chart>")
    ]
    for stranger in strangers():
        assert f">{stranger.id}<" not in svg or stranger.id in PEERS
    units = re.findall(r'data-unit="(\d+)"', told)
    own = FrontierRow.objects.get(run=run, code=OWN).territory_id
    assert set(units) == {str(own)}
    assert leaks(told) == []


def test_control_the_same_search_finds_them_on_the_managers_page(as_, cast, run):
    told = text_of(as_(cast.lead).get(f"/frontier/{run.pk}"))
    assert len(leaks(told)) > 20


def placed(told):
    """Return the screen positions of the corners of the line as a manager has them."""
    managers = re.search(r'class="frontier" points="([^"]+)"', told)[1]
    return set(managers.split())


def test_the_corners_of_the_line_are_not_in_it(as_, cast, run):
    manager = text_of(as_(cast.lead).get(f"/frontier/{run.pk}"))
    own = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    corners = placed(manager)
    assert len(corners) == 4
    assert not corners & placed(own)
    marks = set(re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', own))
    peers = {tuple(point.split(",")) for point in corners}
    assert not marks & peers


def test_the_cloud_stands_for_at_least_four_each(as_, cast, run):
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    clouds = re.findall(r'class="cloud" cx="([\d.]+)" cy="([\d.]+)"', told)
    drawn = [place for place in clouds if place != ("10", "6")]
    assert 0 < len(drawn) <= 22 // 4


def test_in_a_small_set_the_others_are_not_drawn(as_, cast, eight, run_of, hold):
    hold(cast.rep, "105", eight)
    run = run_of(eight)
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    assert 'class="cloud"' not in told
    assert "其他区域不画" in told


def test_the_file_holds_the_own_row_only(as_, cast, run):
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}/export?format=csv"))
    assert len(told.splitlines()) == 2
    assert told.splitlines()[1].startswith(f"{OWN},33612.7")
    assert leaks(told) == []


def test_the_list_of_figures_holds_the_own_row_only(as_, cast, run, cravens):
    told = text_of(as_(cast.rep).get(f"/frontier/sets/{cravens.pk}"))
    assert "33,613" in told
    assert leaks(told) == []
    assert as_(cast.rep).get(f"/frontier/sets/{cravens.pk}/export").status_code == 403


def test_another_units_card_cannot_be_opened(as_, cast, run):
    other = FrontierRow.objects.get(run=run, code="9").territory_id
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}?unit={other}"))
    assert leaks(told) == []


def test_whoever_is_not_in_the_set_finds_nothing(as_, cast, run, cravens):
    for user in (cast.colleague, cast.neighbour, cast.stranger, cast.rival):
        browser = as_(user)
        assert browser.get(f"/frontier/{run.pk}").status_code == 404
        assert browser.get(f"/frontier/{run.pk}/export").status_code == 404
        assert browser.get(f"/frontier/sets/{cravens.pk}").status_code == 404
        assert browser.get(f"/frontier?set={cravens.pk}").status_code == 404
        assert "Cravens" not in text_of(browser.get("/frontier"))
    for user in (cast.trainer, cast.admin):
        assert as_(user).get("/frontier").status_code == 404
        assert as_(user).get(f"/frontier/{run.pk}").status_code == 404


def test_a_former_holder_loses_sight_at_the_next_request(as_, cast, run):
    browser = as_(cast.rep)
    assert browser.get(f"/frontier/{run.pk}").status_code == 200
    row = FrontierRow.objects.get(run=run, code=OWN)
    today = clock.today(cast.rep.time_zone)
    assign_territory(
        actor=None, territory=row.territory, user=cast.colleague, starts_on=today
    )
    assert browser.get(f"/frontier/{run.pk}").status_code == 404
    assert as_(cast.colleague).get(f"/frontier/{run.pk}").status_code == 200


def test_a_future_holder_sees_nothing_yet(as_, cast, run):
    row = FrontierRow.objects.get(run=run, code=OWN)
    tomorrow = clock.today(cast.rep.time_zone) + timedelta(days=1)
    assign_territory(
        actor=None, territory=row.territory, user=cast.colleague, starts_on=tomorrow
    )
    assert as_(cast.colleague).get(f"/frontier/{run.pk}").status_code == 404
    assert as_(cast.rep).get(f"/frontier/{run.pk}").status_code == 200


def test_a_manager_of_part_of_a_set_does_not_see_it(as_, cast, run, cravens):
    row = FrontierRow.objects.get(run=run, code="1")
    row.territory.team = cast.second
    row.territory.save()
    assert as_(cast.lead).get(f"/frontier/{run.pk}").status_code == 404
    assert as_(cast.chief).get(f"/frontier/{run.pk}").status_code == 200
    assert as_(cast.analyst).get(f"/frontier/{run.pk}").status_code == 200


def test_two_own_territories_have_a_card_each(as_, cast, run, cravens, hold):
    hold(cast.rep, "6", cravens)
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    assert codes_in_table(told) == {OWN, "6", *PEERS}
    assert told.count("我的区域") == 2


def test_before_any_run_a_representative_is_told_what_will_come(as_, cast, eight, hold):
    hold(cast.rep, "105", eight)
    told = text_of(as_(cast.rep).get("/frontier"))
    assert "还没有包含您区域的前沿" in told
    assert "计算前沿" not in told
    assert json.dumps("106") not in told
