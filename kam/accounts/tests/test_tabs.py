"""The six parts of an account keep the order of the method."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch

from kam.accounts.pages import tabs
from kam.accounts.pages.tabs import TabState, room_frame, room_tabs

ORDER = ["state", "work", "change", "person", "reach", "growth"]


def test_the_parts_stand_in_the_order_of_the_work(monkeypatch):
    monkeypatch.setattr(tabs, "reverse", lambda name, args: f"/{name}/{args[0]}")
    shown = room_tabs(7, "change", {"state": TabState("上冷下热", "bad")})
    assert [tab.key for tab in shown] == ORDER
    assert [tab.key for tab in shown if tab.current] == ["change"]
    assert (shown[0].state, shown[0].tone) == ("上冷下热", "bad")


def test_a_part_without_a_room_is_not_shown(monkeypatch):
    def only_one(name, args):
        if not name.startswith("adoption"):
            raise NoReverseMatch
        return f"/{args[0]}"

    monkeypatch.setattr(tabs, "reverse", only_one)
    assert [tab.key for tab in room_tabs(7)] == ["state"]


@pytest.mark.django_db
def test_the_head_of_a_part_leads_back_to_the_room(lake):
    frame = room_frame(lake, "")
    assert (frame.name, frame.url) == ("东湖医院", f"/accounts/{lake.pk}")
