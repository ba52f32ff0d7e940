"""The visit return: its arithmetic, and who sees whose."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.audit.models import Detail
from kam.visits.pages.returns import returns_page
from kam.visits.rules.returns import (
    OUTCOMES,
    WEIGHTS,
    Held,
    by_month,
    months_back,
    note_time,
    rates,
    visit_return,
)
from kam.visits.tests.conftest import WEDNESDAY, make_hospital
from kam.visits.tests.steps import filled, note, plan, record_url

TOLD = st.lists(st.sampled_from(OUTCOMES), max_size=40)


def test_the_worked_example_of_the_explanation_holds():
    told = ["order", "advance", "advance", "continuation", "refusal"]
    worth = visit_return(told)
    assert worth.value == pytest.approx(1.4)
    assert (worth.low, worth.high) == (
        pytest.approx(-0.3087, abs=1e-4),
        pytest.approx(3.1087, abs=1e-4),
    )
    assert visit_return([]).value is None
    assert visit_return(["order"]).low is None


@given(TOLD)
def test_the_return_lies_within_its_weights_and_its_interval(told):
    worth = visit_return(told)
    if worth.value is None:
        assert not told
        return
    assert min(WEIGHTS.values()) <= worth.value <= max(WEIGHTS.values())
    if worth.low is not None:
        assert worth.low <= worth.value <= worth.high


@given(TOLD.filter(bool))
def test_an_order_never_lowers_it_and_a_refusal_never_raises_it(told):
    now = visit_return(told).value
    assert visit_return([*told, "order"]).value >= now
    assert visit_return([*told, "refusal"]).value <= now


@given(st.lists(st.tuples(st.sampled_from(OUTCOMES), st.integers(0, 400))))
def test_every_visit_of_the_year_stands_in_exactly_one_month(told):
    months = months_back(WEDNESDAY)
    assert (len(months), months[-1]) == (12, date(2026, 3, 1))
    held = [Held(date.fromordinal(WEDNESDAY.toordinal() - n), o) for o, n in told]
    counts = by_month(held, months)
    inside = sum(one.day >= months[0] for one in held)
    assert sum(sum(month.values()) for month in counts) == inside


def test_rates_count_what_was_asked_carried_and_read():
    held = [
        Held(WEDNESDAY, "order", asked=True, carried=True),
        Held(WEDNESDAY, "refusal", asked=True),
    ]
    told = rates(held)
    assert (told.ask.k, told.forward.k, told.carried.k, told.reviewed.k) == (2, 1, 1, 0)
    assert rates([]).ask.share is None


@pytest.mark.django_db
def test_one_sees_the_own_year_and_a_manager_that_of_the_team(cast):
    hospital = make_hospital(cast.rep)
    note(cast, hospital, 12, outcome="order")
    note(cast, hospital, 6, outcome="advance")
    own = returns_page(cast.rep, None)
    assert own.stats[0].value == "3.00"
    assert own.months[-1].total == 2
    assert not own.people
    theirs = returns_page(cast.lead, cast.rep.pk)
    assert theirs.stats[0] == own.stats[0]
    client, page = Client(), reverse("performance:returns")
    client.force_login(cast.stranger)
    assert client.get(page, {"person": cast.rep.pk}).status_code == 404
    assert "3.00" not in client.get(page).content.decode()


def sent(client, hospital, visit, seconds):
    address = record_url(visit)
    typed = {
        "people": [hospital.head.pk],
        "fact": "她说夜班最忙，每周二十例。",
        "insight": "先谈夜班的一个人。",
        "noted_reason": "watch",
        "outcome": "advance",
        "next_objective": "看夜班一周",
        "verb": "submit",
        "seconds": seconds,
    }
    return client.post(address, filled(client, address, **typed))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "kept"),
    [("48", 48), ("0", None), ("", None), ("-3", None), ("9" * 30, None), ("x", None)],
)
def test_a_note_says_how_long_it_took_or_nothing(cast, told, kept):
    hospital = make_hospital(cast.rep)
    client = Client()
    client.force_login(cast.rep)
    visit = plan(cast, hospital)
    assert sent(client, hospital, visit, told).status_code == 303
    visit.refresh_from_db()
    assert visit.note_seconds == kept


@pytest.mark.django_db
def test_only_its_owner_is_told_how_long_a_note_takes(cast):
    hospital = make_hospital(cast.rep)
    client = Client()
    client.force_login(cast.rep)
    visit = plan(cast, hospital)
    sent(client, hospital, visit, "48")
    own = {stat.label: stat.value for stat in returns_page(cast.rep, None).stats}
    assert own["写一条记录"] == "48 秒"
    theirs = returns_page(cast.lead, cast.rep.pk).stats
    assert "写一条记录" not in {stat.label for stat in theirs}
    told = Detail.objects.filter(entry__noun="visit").values_list("values", flat=True)
    assert told
    assert not any("note_seconds" in str(row) for row in told)


def test_the_median_is_of_the_notes_whose_time_is_known():
    held = [Held(WEDNESDAY, "order", seconds=n) for n in (30, 50, 400, None)]
    assert note_time(held) == (3, 50)
    assert note_time([]) == (0, None)


@pytest.mark.django_db
def test_a_year_without_a_record_teaches_what_comes(cast):
    client = Client()
    client.force_login(cast.rep)
    page = client.get(reverse("performance:returns")).content.decode()
    assert "这一年还没有提交的记录" in page
