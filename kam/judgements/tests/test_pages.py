"""The page that judges, the page that remembers, and the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.core.bulk import BulkRow, Fate
from kam.judgements.models import Judgement
from kam.judgements.services import Opinion, bulk_judgements, judge
from kam.people.services import create_token
from tests.daily import SIZES

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(cast):
    """The representative's browser."""
    client = Client()
    client.force_login(cast.rep)
    return client


def typed(day, **told):
    return {
        "value": "4",
        "evidence": "主持设备论证会",
        "source": "seen",
        "confidence": "high",
        "day": told.pop("when", day.isoformat()),
        **told,
    }


def test_a_judgement_is_typed_saved_and_read_again(cast, signed, head, day):
    url = reverse("judgements:judge", args=[head.pk, "influence"])
    assert "帮我选" in signed.get(url).content.decode()
    answer = signed.post(url, typed(day), follow=True)
    assert answer.redirect_chain[-1][1] == 303
    page = answer.content.decode()
    assert "主持设备论证会" in page
    assert "能推动或拖住一件事" in page
    assert Judgement.objects.get().author == cast.rep


def test_a_refused_form_keeps_what_was_typed(signed, head, day):
    url = reverse("judgements:judge", args=[head.pk, "influence"])
    later = (day + timedelta(days=2)).isoformat()
    answer = signed.post(url, typed(day, when=later))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "依据不能来自将来的日子" in page
    assert "主持设备论证会" in page
    assert not Judgement.objects.exists()


def test_an_unknown_aspect_is_not_found(signed, head):
    assert signed.get(f"/people/{head.pk}/judge/charm").status_code == 404


def test_a_term_of_change_asks_for_product_and_side(signed, head, reagent, day):
    url = reverse("judgements:judge", args=[head.pk, "risk"])
    assert signed.post(url, typed(day, value="7")).status_code == 422
    told = typed(day, value="7", product=reagent.pk, side="customer")
    assert signed.post(url, told).status_code == 303


@pytest.mark.parametrize("path", ["judgements:history", "judgements:judge"])
@pytest.mark.parametrize("sizes", SIZES)
def test_a_page_asks_as_often_for_many_as_for_one(cast, signed, head, path, sizes):
    further = ["influence"] if path.endswith("judge") else []
    url = reverse(path, args=[head.pk, *further])
    counts = []
    for n in sizes:
        for _ in range(n):
            judge(
                actor=cast.rep,
                stakeholder=head,
                opinions=[Opinion("influence", 3, "会上改了方案")],
            )
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert signed.get(url).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_the_api_makes_lists_and_takes_back(cast, head, client):
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    body = {
        "stakeholder_id": head.pk,
        "aspect": "business",
        "value": 3,
        "evidence": "每月下单",
        "source": "seen",
    }
    made = client.post(
        "/api/v1/judgements", body, content_type="application/json", **auth
    )
    assert made.status_code == 201
    pk = made.json()["id"]
    patched = client.patch(
        f"/api/v1/judgements/{pk}",
        {"retracted": True},
        content_type="application/json",
        HTTP_IF_MATCH=made["ETag"],
        **auth,
    )
    assert patched.json()["retracted_at"]
    listed = client.get(f"/api/v1/judgements?stakeholder={head.pk}", **auth)
    assert [row["id"] for row in listed.json()["items"]] == [pk]
    too_high = {**body, "value": 9}
    refused = client.post(
        "/api/v1/judgements", too_high, content_type="application/json", **auth
    )
    assert refused.status_code == 422


def rows_of(*lines):
    names = ("account", "person", "aspect", "value", "evidence", "source", "day")
    return [
        BulkRow(n, dict(zip(names, line, strict=True)))
        for n, line in enumerate(lines, 1)
    ]


def test_a_file_brings_what_one_by_one_would_and_nothing_twice(cast, head, day):
    account, when = head.account.name, day.isoformat()
    rows = rows_of(
        (account, "沈若澜", "影响力", 4, "主持论证会", "seen", when),
        (account, "沈若澜", "business", 9, "每月下单", "seen", when),
        (account, "无此人", "business", 3, "每月下单", "seen", when),
        (account, "沈若澜", "影响力", 4, "主持论证会", "seen", when),
        (account, "沈若澜", "influence", 3, "", "seen", when),
    )
    fates = [Fate.CREATED, Fate.FAILED, Fate.FAILED, Fate.SKIPPED, Fate.FAILED]
    looked = bulk_judgements(actor=cast.rep, rows=rows, dry_run=True)
    assert not Judgement.objects.exists()
    done = bulk_judgements(actor=cast.rep, rows=rows)
    assert [r.fate for r in looked] == [r.fate for r in done] == fates
    assert [r.faults[0].column for r in done if r.faults] == [
        "value",
        "person",
        "evidence",
    ]
    again = bulk_judgements(actor=cast.rep, rows=rows[:1])
    assert again[0].fate is Fate.SKIPPED
    assert Judgement.objects.count() == 1
    hidden = bulk_judgements(actor=cast.stranger, rows=rows[:1])
    assert hidden[0].fate is Fate.FAILED
