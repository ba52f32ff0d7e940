"""Cards of chosen columns: closed until it is said what for, and told to the holder."""

from __future__ import annotations

import pytest

from kam.audit.models import Entry
from kam.people.models import Territory
from kam.performance.models import CardLook, ColumnRow, FrontierRow
from kam.performance.pages.columns.run import column_run_page
from kam.performance.services import open_card
from kam.performance.tests.columned import choice, fill, made
from kam.performance.tests.conftest import text_of
from kam.performance.tests.test_own import OWN, leaks
from kam.web.lists import ListState

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(cast, cravens, hold):
    hold(cast.rep, OWN, cravens)
    return made(cast.lead, fill(cast.lead, cravens), choice())


@pytest.fixture
def row(run):
    return ColumnRow.objects.get(run=run, code=OWN)


def here(run, row):
    return f"/frontier/columns/{run.pk}?unit={row.territory_id}"


def look(browser, run, row, purpose="talk"):
    told = {"unit": row.territory_id, "purpose": purpose}
    return browser.post(f"/frontier/columns/{run.pk}/look", told)


def test_a_held_territory_opens_once_it_is_said_what_for(as_, cast, run, row):
    browser = as_(cast.lead)
    told = text_of(browser.get(here(run, row)))
    assert "先说为什么看" in told
    assert "与学习对象逐列对照" not in told
    assert ">学<" not in told
    answer = look(browser, run, row)
    assert answer.status_code == 303
    assert answer["Location"] == f"{here(run, row)}#unit-card"
    told = text_of(browser.get(here(run, row)))
    assert "先说为什么看" not in told
    assert "与学习对象逐列对照" in told


def test_a_closed_card_is_not_even_laid_out(cast, run, row):
    state = ListState(
        filters={"unit": row.territory_id}, sort="-index", order=("-score",), cursor=""
    )
    answer = column_run_page(cast.lead, run, state).answer
    assert answer.card is None
    assert answer.opening.code == OWN
    assert not any(line.is_peer for line in answer.lines)
    assert [line.code for line in answer.lines if line.is_selected] == [OWN]


def test_its_holder_reads_who_when_and_why(as_, cast, run, row, run_of):
    frontier = run_of(run.comparison_set)
    look(as_(cast.lead), run, row, "along")
    told = text_of(as_(cast.rep).get(f"/frontier/{frontier.pk}"))
    section = told[told.index('id="card-looks"') :]
    assert cast.lead.name in section
    assert "准备一起拜访" in section
    assert "目标和自选列里" not in section
    assert leaks(told) == []


def test_one_purpose_a_day_opens_the_card_on_both_pages(as_, cast, run, row, run_of):
    frontier = run_of(run.comparison_set)
    browser = as_(cast.lead)
    look(browser, run, row)
    unit = FrontierRow.objects.get(run=frontier, code=OWN).territory_id
    assert "先说为什么看" not in text_of(
        browser.get(f"/frontier/{frontier.pk}?unit={unit}")
    )
    look(browser, run, row, "review")
    assert CardLook.objects.count() == 1
    assert Entry.objects.filter(verb="cardlook.create").count() == 1


def test_reading_writes_nothing(as_, cast, run, row):
    before = Entry.objects.count()
    browser = as_(cast.lead)
    browser.get(here(run, row))
    browser.get(f"/frontier/columns/{run.pk}/export?format=csv")
    assert not CardLook.objects.exists()
    assert Entry.objects.count() == before


def test_a_territory_that_nobody_holds_opens_at_once(as_, cast, run):
    free = ColumnRow.objects.get(run=run, code="6")
    told = text_of(as_(cast.lead).get(here(run, free)))
    assert "与学习对象逐列对照" in told
    assert open_card(actor=cast.lead, territory=free.territory, purpose="talk") == []


def test_without_a_purpose_nothing_is_opened(as_, cast, run, row):
    assert look(as_(cast.lead), run, row, "").status_code == 422
    assert look(as_(cast.lead), run, row, "punish").status_code == 422
    assert not CardLook.objects.exists()


@pytest.mark.parametrize("part", ["rep", "colleague", "rival", "trainer", "admin"])
def test_whoever_may_not_read_the_run_opens_no_card_of_it(as_, cast, run, row, part):
    assert look(as_(getattr(cast, part)), run, row).status_code in (403, 404)
    assert not CardLook.objects.exists()


def test_a_territory_outside_the_run_is_not_found(as_, cast, run):
    other = Territory.objects.exclude(column_rows__run=run).first()
    told = {"unit": other.pk if other else 10**6, "purpose": "talk"}
    answer = as_(cast.lead).post(f"/frontier/columns/{run.pk}/look", told)
    assert answer.status_code == 404
