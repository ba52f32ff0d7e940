"""The people of the account room, with what every other room knows of each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kam.catalog.services import ProductDraft, create_product
from kam.core import clock
from kam.desk.pages import account_page
from kam.desk.tests.story import account, days_ago, person
from kam.judgements.rules.scales import GATES
from kam.judgements.services import Opinion, judge
from kam.needs.services import fill_from_template
from kam.thinking.services import Sighting, exempt, observe


@pytest.fixture
def ward(cast):
    with clock.pretend(days_ago(60)):
        row = account(cast.rep, "东湖医院")
        return person(row, "秦<b>朗", "expert", "user", "组长")


@pytest.fixture
def known(cast, ward):
    """Somebody of whom every room knows something."""
    day = clock.today(cast.rep.time_zone) - timedelta(days=3)
    draft = ProductDraft(code="D-D", name="D-二聚体试剂")
    product = create_product(actor=None, draft=draft)
    said = {"evidence": "夜班用了两周", "day": day}
    about = [
        Opinion("business", 4, **said),
        Opinion("personal", 2, **said),
        *(Opinion(gate, 1, product_id=product.pk, **said) for gate in GATES[:4]),
    ]
    judge(actor=cast.rep, stakeholder=ward, opinions=about)
    seen = [
        Sighting(quadrant="a", note=n, occasion=n, day=day) for n in ("一", "二", "三")
    ]
    observe(actor=cast.rep, stakeholder=ward, sightings=seen)
    fill_from_template(actor=cast.rep, stakeholder=ward, role="quality")
    return ward


def test_the_table_says_how_far_how_close_and_how_they_think(cast, known):
    page = account_page(cast.rep, known.account_id)
    (one,) = [one for one in page.people if one.line.pk == known.pk]
    assert one.decides is False
    assert (one.stage.level, one.stage.evidence) == (5, "夜班用了两周")
    assert (one.relation.label, one.preference.kite) == ("供应商", "A")
    told = {tab.key: tab.state for tab in page.tabs}
    assert told["work"].startswith("空白点")
    assert told["person"] == "已知 1 / 1"


def test_who_decides_is_named_at_once(cast, ward):
    chief = person(ward.account, "陈启明", "decision", "decider", "院长")
    page = account_page(cast.rep, ward.account_id)
    assert [one.line.pk for one in page.people if one.decides] == [chief.pk]


def test_who_is_left_out_is_not_estimated(cast, known):
    exempt(actor=cast.rep, stakeholder=known)
    page = account_page(cast.rep, known.account_id)
    assert [one.preference for one in page.people if one.line.pk == known.pk] == [None]
    assert "不估计" in {tab.state for tab in page.tabs}


@pytest.mark.parametrize("part", ["rep", "lead", "analyst"])
def test_names_are_never_markup_and_evidence_is_hidden(cast, known, part):
    client = Client()
    client.force_login(getattr(cast, part))
    text = client.get(f"/accounts/{known.account_id}").content.decode()
    assert "秦<b>" not in text
    assert ("秦&lt;b&gt;朗" in text) is (part != "analyst")
    assert ("夜班用了两周" in text) is (part != "analyst")


def test_of_many_people_the_first_are_shown_until_all_are_asked_for(
    cast, ward, monkeypatch
):
    monkeypatch.setattr("kam.desk.pages.account.FIRST_PEOPLE", 1)
    with clock.pretend(days_ago(50)):
        for name in ("贺岚", "罗岩", "施然"):
            person(ward.account, name, "support", "user", "组员")
    client = Client()
    client.force_login(cast.rep)
    room = f"/accounts/{ward.account_id}"
    first, every = client.get(room), client.get(f"{room}?people=all")
    told, all_told = first.content.decode(), every.content.decode()
    assert ("秦&lt;b&gt;朗" in told, "施然</a>" in told) == (True, False)
    assert "谁最后拍板" in told
    assert "再看 3 位" in told
    assert f"{room}?people=all" in told
    assert "施然</a>" in all_told
    assert "再看" not in all_told
    assert client.get(f"{room}?people=some").status_code == 404
