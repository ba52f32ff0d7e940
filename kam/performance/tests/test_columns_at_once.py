"""Asking twice at the same moment, of different sets: the limit still holds."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import suppress

import pytest
from django.db import connection

from kam.core.errors import KamError
from kam.performance.models import ColumnRun
from kam.performance.services import bulk_figures, columns, create_set
from kam.performance.services import repeat_columns as repeat
from kam.performance.tests.columned import asked_for, choice, made
from kam.performance.tests.conftest import PERIOD, bulk_rows

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 1
PLAIN = choice(inputs=["potential"])


@pytest.fixture
def three(cast, draft):
    """Three sets of the same person, each with eight territories."""
    sets = []
    for name in ("一", "二", "三"):
        named = draft.__class__(**{**vars(draft), "name": name})
        row = create_set(actor=cast.lead, team=cast.first, draft=named)
        rows = bulk_rows()
        bulk_figures(actor=cast.lead, comparison_set=row, period=PERIOD, rows=rows)
        sets.append(row)
    return sets


def at_once(*deeds):
    """Do everything on connections of their own; return what each was told."""
    told, start = [], threading.Barrier(len(deeds))

    def carry(deed):
        try:
            start.wait(PATIENCE)
            deed()
            told.append("asked")
        except KamError as error:
            told.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(told)


def let_both_count(monkeypatch):
    """Let each of two count what is under way before either is stored."""
    both, real = threading.Barrier(2), columns._refuse_too_many

    def counted(actor):
        real(actor)
        with suppress(threading.BrokenBarrierError):
            both.wait(PATIENCE)

    monkeypatch.setattr(columns, "_refuse_too_many", counted)


def ask_twice(cast, three, monkeypatch):
    """Ask of two further sets at once while one run is under way."""
    asked_for(cast.lead, three[0], PLAIN)
    let_both_count(monkeypatch)
    return at_once(
        *(lambda one=one: asked_for(cast.lead, one, PLAIN) for one in three[1:])
    )


def test_two_asks_at_once_of_different_sets_do_not_pass_the_limit(
    cast, three, monkeypatch
):
    told = ask_twice(cast, three, monkeypatch)
    assert told == {"asked": 1, "Invalid": 1}
    assert ColumnRun.objects.count() == columns.MOST_UNDER_WAY


@pytest.mark.postgres_only
def test_control_without_taking_turns_they_do(cast, three, monkeypatch):
    monkeypatch.setattr(columns, "take_turn", lambda _name: None)
    assert ask_twice(cast, three, monkeypatch) == {"asked": 2}
    assert ColumnRun.objects.count() > columns.MOST_UNDER_WAY


def test_a_repeat_and_an_ask_at_once_do_not_pass_it_either(cast, three, monkeypatch):
    run = made(cast.lead, three[1], PLAIN)
    asked_for(cast.lead, three[0], PLAIN)
    let_both_count(monkeypatch)
    told = at_once(
        lambda: repeat(actor=cast.lead, run=run),
        lambda: asked_for(cast.lead, three[2], PLAIN),
    )
    assert told == {"asked": 1, "Invalid": 1}


def test_two_people_do_not_wait_for_each_others_limit(cast, three):
    for one in three[:2]:
        asked_for(cast.lead, one, PLAIN)
    assert asked_for(cast.chief, three[2], PLAIN).is_new
