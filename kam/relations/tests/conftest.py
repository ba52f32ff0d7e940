"""A hospital with the people of the picture: who decides, and the way to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.core.clock import today
from kam.judgements.services import Opinion, judge
from kam.relations.services import LineDraft, draw_line

# Name, title, layer, role, influence, business, personal.
PEOPLE = {
    "chen": ("陈启明", "院长", "decision", "decider", 5, 2, 2),
    "luo": ("罗雅琴", "分管副院长", "decision", "", 4, 2, 3),
    "shen": ("沈国栋", "设备科科长", "management", "", 4, 2, 2),
    "gu": ("顾明慧", "检验科主任", "management", "", 4, 2, 4),
    "xu": ("许致和", "血液科主任", "expert", "user", 4, 4, 4),
    "tang": ("唐婉", "血管外科副主任", "expert", "user", 3, 3, 2),
    "he": ("何晓峰", "主管技师", "support", "user", 2, 4, 4),
    "meng": ("孟凡", "采购办主管", "purchasing", "buyer", 3, 3, 2),
}
LINES = (
    ("xu", "luo", "influence", 2),
    ("luo", "chen", "reports", 3),
    ("shen", "luo", "reports", 2),
    ("gu", "luo", "reports", 2),
    ("he", "gu", "reports", 3),
    ("tang", "gu", "influence", 1),
    ("gu", "shen", "conflict", 2),
)


@dataclass(frozen=True)
class Hospital:
    """The account and its people by their short names."""

    account: object
    people: dict
    day: object

    def __getattr__(self, name):
        """Return somebody by the short name."""
        return self.people[name]


@pytest.fixture
def day():
    """The day it is where the company is."""
    return today("Asia/Shanghai")


@pytest.fixture
def ward(cast, day):
    """The hospital of the representative, drawn and judged."""
    account = create_account(actor=cast.rep, draft=AccountDraft(name="云澜医院"))
    people = {}
    for key, (name, title, layer, role, *values) in PEOPLE.items():
        people[key] = create_person(
            actor=cast.rep,
            account=account,
            identity=Identity(name=name, title=title),
            affiliation=Affiliation(
                layer=layer,
                functional_role=role,
                known_since=day - timedelta(days=400),
            ),
        )
        aspects = zip(("influence", "business", "personal"), values, strict=True)
        judge(
            actor=cast.rep,
            stakeholder=people[key],
            opinions=[
                Opinion(aspect, value, "会上看到", day=day - timedelta(days=20))
                for aspect, value in aspects
            ],
        )
    for source, target, kind, strength in LINES:
        draw_line(
            actor=cast.rep,
            draft=LineDraft(
                people[source].pk,
                people[target].pk,
                kind,
                "会后他们一起走",
                strength,
                day - timedelta(days=30),
            ),
        )
    return Hospital(account, people, day)


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client
