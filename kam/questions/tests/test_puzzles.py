"""The monthly self-check: one's own, once a month, with a trend."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import Forbidden
from kam.questions.models import PuzzleCheck
from kam.questions.queries.puzzles import own_checks, told_names
from kam.questions.rules.puzzles import PUZZLES, hardest, total
from kam.questions.services import check_puzzles

SCORES = st.fixed_dictionaries({name: st.integers(0, 4) for name in PUZZLES})
TYPED = {**dict.fromkeys(PUZZLES, "3"), "price": "1", "price_line": "谈了总成本"}


@given(SCORES)
def test_the_sum_is_bounded_and_the_hardest_is_lowest(scores):
    assert 0 <= total(scores) <= 20
    assert scores[hardest(scores)] == min(scores.values())


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.django_db
def test_a_month_is_written_once_and_may_be_changed(cast):
    client = client_of(cast.rep)
    assert client.post("/me/puzzles", {**TYPED, "price": "9"}).status_code == 422
    assert client.post("/me/puzzles", TYPED).status_code == 303
    assert client.post("/me/puzzles", {**TYPED, "price": "2"}).status_code == 303
    row = PuzzleCheck.objects.get()
    assert (row.price, row.price_line, row.shared) == (2, "谈了总成本", False)
    page = client.get("/me/puzzles").content.decode()
    assert "<b>14</b>" in page
    assert "怎样避免价格战" in page
    assert "两分钟自查" not in client.get("/today").content.decode()


@pytest.mark.django_db
def test_a_manager_learns_only_that_it_was_done_and_only_if_told(cast):
    month = date(2026, 3, 1)
    told = {**dict.fromkeys(PUZZLES, 2), "value_line": "只给自己看"}
    check_puzzles(actor=cast.rep, month=month, told=told)
    assert told_names(cast.lead, month) == []
    check_puzzles(actor=cast.rep, month=month, told={**told, "shared": True})
    assert told_names(cast.lead, month) == [cast.rep.name]
    assert told_names(cast.stranger, month) == []
    assert own_checks(cast.lead) == []
    page = client_of(cast.lead).get("/me/puzzles").content.decode()
    assert "只给自己看" not in page


@pytest.mark.django_db
def test_who_sells_nothing_is_not_asked(cast):
    with pytest.raises(Forbidden):
        check_puzzles(
            actor=cast.analyst,
            month=date(2026, 3, 1),
            told=dict.fromkeys(PUZZLES, 2),
        )
    assert client_of(cast.analyst).get("/me/puzzles").status_code in (403, 404)


@pytest.mark.django_db
def test_today_asks_no_more_once_told_to_wait(cast):
    client = client_of(cast.rep)
    assert client.post("/me/puzzles/later").status_code == 303
    assert "两分钟自查" not in client.get("/today").content.decode()
