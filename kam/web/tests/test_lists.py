"""A list's address says what it shows; what it does not know is refused."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from kam.core.errors import Invalid
from kam.web.lists import ListForm, read_list


class People(ListForm):
    SORTS = {"name": ("name", "id"), "newest": ("-created_at", "-id")}
    USUAL = "name"
    q = forms.CharField(max_length=10)
    active = forms.BooleanField()


def state(text: str):
    query = QueryDict(text)
    return read_list(People(query), query)


def test_nothing_asked_is_the_usual_list():
    asked = state("")
    assert (asked.sort, asked.order, asked.cursor) == ("name", ("name", "id"), "")
    assert not asked.is_filtered


def test_filters_order_and_place_are_read():
    asked = state("q=沈&sort=-newest&cursor=abc&format=csv")
    assert asked.filters == {"q": "沈", "active": False}
    assert asked.order == ("created_at", "id")
    assert asked.cursor == "abc"
    assert asked.is_filtered


@pytest.mark.parametrize(
    "text", ["owner=1", "sort=password", "sort=--name", "q=12345678901", "sort=name;x"]
)
def test_what_is_unknown_or_too_long_is_refused(text):
    with pytest.raises(Invalid):
        state(text)
