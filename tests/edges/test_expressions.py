"""Expressions give the same on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Value
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kam.core.expressions import DaysBetween, Joined, split
from kam.people.models import Team
from kam.people.services import create_team

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
