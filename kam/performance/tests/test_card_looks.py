"""Who opened whose card on the frontier, and what peers do differently."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid
from kam.people.models import Territory
from kam.performance.models import CardLook, FrontierRow
from kam.performance.services import edit_figure, open_card
from kam.performance.tests.conftest import PERIOD, text_of
from kam.performance.tests.test_own import OWN, leaks

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cravens, run_of, hold, cast):
    hold(cast.rep, OWN, cravens)
    return run_of(cravens)


@pytest.fixture
def row(run):
    return FrontierRow.objects.get(run=run, code=OWN)


def here(run, row):
    return f"/frontier/{run.pk}?unit={row.territory_id}"


def look(browser, run, row, purpose="talk"):
    told = {"unit": row.territory_id, "purpose": purpose}
    return browser.post(f"/frontier/{run.pk}/look", told)


def test_the_card_of_somebody_else_opens_once_it_is_said_what_for(as_, cast, run, row):
    browser = as_(cast.lead)
    told = text_of(browser.get(here(run, row)))
    assert "先说为什么看" in told
    assert "向谁学" not in told
    answer = look(browser, run, row)
    assert answer.status_code == 303
    assert answer["Location"] == f"{here(run, row)}#unit-card"
    told = text_of(browser.get(here(run, row)))
    assert "先说为什么看" not in told
    assert "向谁学" in told


def test_reading_writes_nothing(as_, cast, run, row):
    before = Entry.objects.count()
    browser = as_(cast.lead)
    browser.get(here(run, row))
    browser.get(f"/frontier/{run.pk}/export?format=csv")
    assert not CardLook.objects.exists()
    assert Entry.objects.count() == before


def test_whoever_is_looked_at_reads_who_when_and_why(as_, cast, run, row):
    assert "还没有别人打开过" in text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    look(as_(cast.lead), run, row, "along")
    told = text_of(as_(cast.rep).get(f"/frontier/{run.pk}"))
    section = told[told.index('id="card-looks"') :]
    assert cast.lead.name in section
    assert "准备一起拜访" in section
    assert leaks(told) == []


def test_a_day_holds_one_look_of_one_reader_with_its_audit(as_, cast, run, row):
    browser = as_(cast.lead)
    for purpose in ("talk", "review", "talk"):
        look(browser, run, row, purpose)
    look(as_(cast.chief), run, row)
    assert CardLook.objects.count() == 2
    assert CardLook.objects.get(reader=cast.lead).purpose == "talk"
    assert Entry.objects.filter(verb="cardlook.create").count() == 2


def test_the_database_keeps_one_look_a_day(cast, row):
    made = open_card(actor=cast.lead, territory=row.territory, purpose="talk")[0]
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_a_territory_that_nobody_holds_opens_at_once(as_, cast, run):
    free = FrontierRow.objects.get(run=run, code="6")
    assert "向谁学" in text_of(as_(cast.lead).get(here(run, free)))
    assert open_card(actor=cast.lead, territory=free.territory, purpose="talk") == []


def test_without_a_purpose_nothing_is_opened(as_, cast, run, row):
    assert look(as_(cast.lead), run, row, "").status_code == 422
    with pytest.raises(Invalid):
        open_card(actor=cast.lead, territory=row.territory, purpose="punish")
    assert not CardLook.objects.exists()


def test_only_whoever_reads_every_unit_opens_cards(as_, cast, run, row):
    assert look(as_(cast.rep), run, row).status_code == 403
    for user in (cast.colleague, cast.rival, cast.trainer, cast.admin):
        assert look(as_(user), run, row).status_code in (403, 404)
        with pytest.raises(Forbidden):
            open_card(actor=user, territory=row.territory, purpose="talk")
    assert not CardLook.objects.exists()


def test_another_runs_territory_is_not_found(as_, cast, run):
    other = Territory.objects.exclude(frontier_rows__run=run).first()
    told = {"unit": other.pk if other else 10**6, "purpose": "talk"}
    answer = as_(cast.lead).post(f"/frontier/{run.pk}/look", told)
    assert answer.status_code == 404


def test_the_purpose_of_the_day_is_chosen_for_the_next_card(
    as_, cast, run, row, hold, cravens
):
    hold(cast.colleague, "6", cravens)
    look(as_(cast.lead), run, row, "review")
    other = FrontierRow.objects.get(run=run, code="6")
    told = text_of(as_(cast.lead).get(here(run, other)))
    assert 'value="review" required checked' in told


@pytest.fixture
def with_columns(eight, cast, run_of):
    told = {"105": {"拜访": 120.0, "客户": 9.0}, "102": {"拜访": 180.0}}
    for code, further in told.items():
        figure = eight.figures.get(territory__code=code, period=PERIOD)
        edit_figure(actor=cast.lead, figure=figure, wanted={"further": further})
    return run_of(eight)


def test_the_card_lays_further_columns_of_peers_side_by_side(as_, cast, with_columns):
    unit = with_columns.rows.get(code="105")
    told = text_of(as_(cast.lead).get(here(with_columns, unit)))
    section = told[told.index("标杆哪里不同") :]
    for words in ("拜访", "120", "180", "+60", "—"):
        assert words in section
    assert "差别不等于原因" in section


def test_habits_are_linked_for_whoever_may_read_them(
    as_, cast, with_columns, hold, eight
):
    hold(cast.rep, "102", eight)
    unit = with_columns.rows.get(code="105")
    told = text_of(as_(cast.lead).get(here(with_columns, unit)))
    assert f"/behaviour/{cast.rep.pk}" in told
    assert "看 102 怎样做" in told
    assert f"/behaviour/{cast.rep.pk}" not in text_of(
        as_(cast.analyst).get(here(with_columns, unit))
    )
