"""Expressions give the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.core.expressions import DaysBetween, Joined, OneOf, split
from kam.core.paging import paginate
from kam.people.models import Team
from kam.people.services import create_team
from kam.visits.models import Action, Visit

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


class BetweenTest(TestCase):
    @given(DAYS, DAYS)
    def test_days_between_are_the_days_of_the_calendar(self, first, last):
        if not Team.objects.exists():
            create_team(actor=None, name="甲组")
        found = Team.objects.values_list(
            DaysBetween(Value(first), Value(last)), flat=True
        )
        assert first + timedelta(days=found.get()) == last


@pytest.mark.django_db
def test_values_of_a_group_are_joined_in_their_order():
    top = create_team(actor=None, name="公司")
    for name in ("乙；,", "甲", "丙"):
        create_team(actor=None, name=name, parent=top)
    below = Team.objects.filter(parent=top).values("parent")
    found = below.annotate(names=Joined("name", "pk"), ids=Joined("pk", "pk")).get()
    assert split(found["names"]) == ["乙；,", "甲", "丙"]
    assert len(split(found["ids"])) == 3
    assert split(None) == []


def test_words_of_our_own_are_written_into_the_question():
    one = str(Action.objects.open().query)
    assert """ = 'open'""" in one
    two = str(Visit.objects.upcoming().query)
    assert """ IN ('planned', 'draft')""" in two


@pytest.mark.parametrize("words", [(), ("it's",), ("open; --",), ("",), ("Offen",)])
def test_nothing_else_can_be_written_into_a_question(words):
    with pytest.raises(ValueError, match="plain words"):
        OneOf("state", *words)


def plan_of(rows):
    sql, values = rows.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        return " ".join(row[3] for row in cursor.fetchall())


@pytest.mark.sqlite_only
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (Visit.objects.upcoming().filter(day="2026-03-18"), "visits_upcoming"),
        (Visit.objects.upcoming().filter(account=1, day="2026-03-18"), "visits_open"),
        (Action.objects.open().due_before("2026-03-18"), "visits_due_actions"),
    ],
)
def test_an_index_kept_for_open_rows_is_used_for_them(rows, index):
    assert index in plan_of(rows)


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_control_parameters_hide_the_words_from_the_planner():
    rows = Visit.objects.filter(state__in=["planned", "draft"], day="2026-03-18")
    assert "visits_upcoming" not in plan_of(rows)


def plan_of_page(order):
    with CaptureQueriesContext(connection) as asked:
        paginate(Visit.objects.all(), order=order)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked[-1]['sql']}")
        return " ".join(row[3] for row in cursor.fetchall())


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_the_latest_visits_are_read_along_day_and_hour():
    assert "INDEX visits_by_hour" in plan_of_page(("-day", "-start_time", "-id"))


@pytest.mark.sqlite_only
@pytest.mark.django_db
def test_control_an_order_without_an_index_sorts_all_visits():
    assert "INDEX visits_" not in plan_of_page(("-day", "-minutes", "-id"))
