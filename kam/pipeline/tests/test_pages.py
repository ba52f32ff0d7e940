"""The pages of opportunities and purchases: what they show, cost and refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.core.clock import today
from kam.people.services import create_token
from kam.pipeline.models import Opportunity, Purchase
from kam.pipeline.services import (
    OpportunityDraft,
    bulk_opportunities,
    bulk_purchases,
    edit_opportunity,
    open_opportunity,
)
from kam.visits.services import Task, open_action
from tests.forms import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


def opened(client, path):
    """Open a page and return what its form would send untouched."""
    return form_of(client.get(path).content.decode(), path).filled()


def many(cast, account, start, end):
    """Bring some opportunities and purchases."""
    deals = [
        {"account": account.name, "reference": f"R{n}", "name": f"第{n}件",
         "stage": "接洽", "value": n, "engaged_on": "2026-01-02"}
        for n in range(start, end)
    ]  # fmt: skip
    bought = [
        {"account": account.name, "product": "DD", "quantity": n,
         "month": f"{2012 + n // 12}-{n % 12 + 1:02d}"}
        for n in range(start, end)
    ]  # fmt: skip
    for verb, rows in ((bulk_opportunities, deals), (bulk_purchases, bought)):
        told = [BulkRow(n, row) for n, row in enumerate(rows)]
        assert not [r for r in verb(actor=cast.rep, rows=told) if r.faults]


@pytest.mark.more
def test_pages_cost_the_same_at_1_10_and_100_rows(cast, hospital, reagent, signed):
    manager, token = (
        Client(),
        create_token(actor=None, user=cast.rep, name="t", scopes=["read"])[1],
    )
    manager.force_login(cast.head)
    bearer = {"authorization": f"Bearer {token}"}
    costs: dict[str, set[int]] = {}
    for start, end in ((0, 1), (1, 10), (10, 100)):
        many(cast, hospital, start, end)
        row = Opportunity.objects.earliest("pk")
        for client, path, most in (
            (signed, "/opportunities", 12),
            (manager, "/opportunities?view=all&sort=-value&q=上海", 12),
            (signed, "/purchases", 12),
            (manager, "/purchases?sort=account", 12),
            (signed, f"/accounts/{hospital.pk}/deals", 12),
            (signed, f"/opportunities/{row.pk}", 12),
            (signed, f"/opportunities/new?account={hospital.pk}", 12),
            (signed, "/api/v1/opportunities", 8),
            (signed, "/api/v1/purchases", 8),
            (signed, f"/api/v1/purchases/rhythm?account={hospital.pk}", 8),
        ):
            headers = bearer if path.startswith("/api") else {}
            client.get(path, headers=headers)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(path, headers=headers)
            assert answer.status_code == 200, path
            assert len(asked) <= most, (path, len(asked))
            costs.setdefault(f"{client is manager}{path}", set()).add(len(asked))
    assert {path: n for path, n in costs.items() if len(n) > 1} == {}


def test_a_list_pages_sorts_filters_and_leaves_as_it_is(
    cast, hospital, reagent, signed
):
    many(cast, hospital, 0, 60)
    page = signed.get("/opportunities?sort=-value").content.decode()
    assert page.index("第59件") < page.index("第40件")
    assert "第5件<" not in page
    cursor = page.split("cursor=")[1].split('"')[0].split("&")[0]
    second = signed.get(f"/opportunities?sort=-value&cursor={cursor}").content.decode()
    assert "第5件<" in second
    found = signed.get("/opportunities?q=R7").content.decode()
    assert "第7件" in found
    assert "第8件" not in found
    taken = b"".join(signed.get("/opportunities/export?q=R7&format=csv")).decode()
    assert taken.count("上海第一医院") == 1
    assert (
        "没有符合筛选的商机" in signed.get("/opportunities?view=won").content.decode()
    )
    for wrong in ("sort=x", "cursor=x", "colour=red", "stage=999999999", "view=x"):
        assert signed.get(f"/opportunities?{wrong}").status_code == 422, wrong
    for wrong in ("sort=x", "first=2026-02-01&last=2026-01-01"):
        assert signed.get(f"/purchases?{wrong}").status_code == 422, wrong


def test_the_next_step_is_the_nearest_day_at_the_account(cast, hospital, signed):
    day = today("Asia/Shanghai")
    draft = OpportunityDraft("换机")
    open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    assert "没有下一步" in signed.get("/opportunities").content.decode()
    for days in (9, -2):
        due = day + timedelta(days=days)
        open_action(actor=cast.rep, account=hospital, task=Task("给报价", due))
    assert "逾期" in signed.get("/opportunities").content.decode()


def test_an_opportunity_is_opened_once_moved_won_and_undone(
    cast, hospital, reagent, signed, stage
):
    path = f"/opportunities/new?account={hospital.pk}"
    typed = opened(signed, path) | {"name": "换机", "value_minor": "86万"}
    for _twice in range(2):
        answer = signed.post(path, typed)
        assert answer.status_code == 303
    row = Opportunity.objects.get()
    assert (row.value_minor, row.stage) == (860_000_00, stage["prospecting"])
    here = f"/opportunities/{row.pk}"
    signed.post(f"{here}/stage", {"stage": stage["proposing"].pk})
    assert signed.post(f"{here}/stage", {"stage": "x"}).status_code == 422
    empty = signed.post(f"{here}/win", {"closed_on": "", "value_minor": ""})
    assert empty.status_code == 422
    won = signed.post(f"{here}/win", {"closed_on": str(row.entered_on),
                                      "value_minor": "90万"})  # fmt: skip
    assert won.status_code == 303
    page = signed.get(here).content.decode()
    move = row.moves.latest("pk")
    assert f"/opportunities/moves/{move.pk}/undo" in page
    assert signed.get(f"{here}/edit").status_code == 200
    signed.post(f"/opportunities/moves/{move.pk}/undo")
    row.refresh_from_db()
    assert (row.outcome, row.value_minor) == ("open", 860_000_00)
    gone = signed.post(f"/opportunities/moves/{move.pk}/undo")
    assert gone.status_code == 422


def test_what_a_colleague_changed_meanwhile_becomes_a_choice(cast, hospital, signed):
    draft = OpportunityDraft("换机")
    row = open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    path = f"/opportunities/{row.pk}/edit"
    typed = opened(signed, path) | {"name": "我的"}
    edit_opportunity(actor=cast.lead, opportunity=row, wanted={"name": "她的"})
    answer = signed.post(path, typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "她的" in page
    assert 'name="keep-name"' in page


def test_a_purchase_is_noted_corrected_and_taken_back(cast, hospital, reagent, signed):
    path = f"/purchases/new?account={hospital.pk}"
    typed = opened(signed, path) | {
        "product": reagent.pk, "month": "2026-03-18", "quantity": "40"
    }  # fmt: skip
    assert signed.post(path, typed).status_code == 303
    again = opened(signed, path) | {
        "product": reagent.pk, "month": "2026-03-02", "quantity": "1"
    }  # fmt: skip
    refused = signed.post(path, again)
    assert refused.status_code == 422
    assert "请改那一条" in refused.content.decode()
    row = Purchase.objects.get()
    here = f"/purchases/{row.pk}"
    typed = opened(signed, here) | {"quantity": "44"}
    assert signed.post(here, typed).status_code == 303
    page = signed.get(f"/accounts/{hospital.pk}/deals").content.decode()
    assert "44" in page
    assert "2026-03" in page
    signed.post(f"{here}/retract")
    row.refresh_from_db()
    assert (row.quantity, row.retracted_at is None) == (44, False)


def test_pages_speak_english(cast, hospital, reagent, signed):
    many(cast, hospital, 0, 3)
    cast.rep.language = "en"
    cast.rep.save(update_fields=["language"])
    row = Opportunity.objects.earliest("pk")
    for path, words in (
        ("/opportunities", "Engaging"),
        ("/purchases", "Quantity"),
        (f"/opportunities/{row.pk}", "Where it stands"),
        (f"/opportunities/{row.pk}/lose", "Main reason"),
        (f"/accounts/{hospital.pk}/deals", "Rhythm of purchases"),
    ):
        assert words in signed.get(path).content.decode(), path


def test_an_analyst_reads_no_words(cast, hospital):
    draft = OpportunityDraft("换机", reference="R1")
    open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    client = Client()
    client.force_login(cast.analyst)
    for path in ("/opportunities", "/opportunities/export?format=csv"):
        answer = client.get(path)
        text = b"".join(answer).decode()
        assert hospital.name in text
        assert "换机" not in text
        assert "R1" not in text
    assert hospital.name not in client.get("/opportunities?q=换机").content.decode()


def test_the_room_of_the_account_shows_what_may_be_bought(
    cast, hospital, reagent, signed
):
    empty = signed.get(f"/accounts/{hospital.pk}").content.decode()
    assert "还没有商机和采购" in empty
    many(cast, hospital, 0, 3)
    page = signed.get(f"/accounts/{hospital.pk}").content.decode()
    assert f"/accounts/{hospital.pk}/deals" in page
    assert "3 条" in page
    assert "停了" in page
