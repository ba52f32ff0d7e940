"""The pages and the API of the catalogue."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.catalog.models import Competitor, Product
from kam.catalog.services import (
    ProductDraft,
    create_competitor,
    create_product,
    edit_product,
)
from tests.daily import SIZES
from tests.forms import form_of


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def filled(client, url, **typed):
    return form_of(client.get(url).content.decode(), url).filled(**typed)


def text(answer):
    whole = b"".join(answer) if answer.streaming else answer.content
    return whole.decode()


def test_a_manager_keeps_the_products(cast):
    client = signed_in(cast.lead)
    form = filled(client, "/products/new", name="D-二聚体试剂", price_minor="1.2万")
    assert client.post("/products/new", form).status_code == 303
    made = Product.objects.get()
    assert (made.code, made.price_minor) == ("D-二聚体试剂", 1_200_000)
    url = reverse("catalog:product", args=[made.pk])
    assert client.post(url, filled(client, url, line="血凝")).status_code == 303
    page = text(client.get("/products?line=%E8%A1%80%E5%87%9D"))
    assert "D-二聚体试剂" in page


def test_a_representative_reads_them_and_changes_nothing(cast):
    made = create_product(actor=None, draft=ProductDraft(name="试剂甲"))
    client = signed_in(cast.rep)
    page = text(client.get("/products"))
    assert "试剂甲" in page
    assert reverse("catalog:product", args=[made.pk]) not in page
    assert reverse("catalog:product-new") not in page


def test_a_stale_form_gives_a_choice(cast):
    """D1, D2."""
    made = create_product(actor=None, draft=ProductDraft(name="甲", price_minor=100))
    client, url = signed_in(cast.lead), reverse("catalog:product", args=[made.pk])
    mine = filled(client, url, price_minor="5", line="试剂")
    edit_product(actor=cast.admin, product=made, wanted={"price_minor": 700})
    answer = client.post(url, mine)
    assert answer.status_code == 409
    page = text(answer)
    assert "keep-price_minor" in page
    again = form_of(page, url).filled(**{"keep-price_minor": "theirs"})
    assert client.post(url, again).status_code == 303
    made.refresh_from_db()
    assert (made.price_minor, made.line) == (700, "试剂")


def test_a_taken_code_is_said_beside_its_field(cast):
    create_product(actor=None, draft=ProductDraft(name="甲", code="A1"))
    client = signed_in(cast.admin)
    answer = client.post(
        "/products/new", filled(client, "/products/new", name="乙", code="A1")
    )
    assert answer.status_code == 422
    assert "已有这个代码的产品" in text(answer)


def test_the_file_holds_exactly_the_list(cast):
    for name, line in (("甲", "试剂"), ("=乙", "试剂"), ("丙", "仪器")):
        create_product(actor=None, draft=ProductDraft(name=name, line=line))
    client, query = signed_in(cast.rep), "?line=%E8%AF%95%E5%89%82&sort=-name"
    listed = [row.name for row in client.get(f"/products{query}").context["page"].rows]
    saved = text(client.get(f"/products/export{query}&format=csv"))
    rows = list(csv.DictReader(io.StringIO(saved.removeprefix("\ufeff"))))
    assert [row["名称"].removeprefix("'") for row in rows] == listed
    assert client.get("/products?colour=red").status_code == 422


def test_competitors_are_listed_added_and_changed(cast):
    client = signed_in(cast.lead)
    assert "这里会列出" in text(client.get("/competitors"))
    form = filled(client, "/competitors/new", name="对手", note="价格低")
    assert client.post("/competitors/new", form).status_code == 303
    made = Competitor.objects.get()
    url = reverse("catalog:competitor", args=[made.pk])
    form = filled(client, url)
    form.pop("is_active")
    assert client.post(url, form).status_code == 303
    assert "不再竞争" in text(signed_in(cast.trainer).get("/competitors"))
    form = filled(client, "/competitors/new", name="对手")
    assert client.post("/competitors/new", form).status_code == 422


@pytest.mark.parametrize("path", ["/products", "/competitors"])
@pytest.mark.parametrize("sizes", SIZES)
def test_statements_do_not_grow_with_the_rows(cast, path, sizes):
    counts = []
    client = signed_in(cast.lead)
    for size in sizes:
        for n in range(size):
            draft = ProductDraft(name=f"{size}-{n}", line="试剂")
            create_product(actor=None, draft=draft)
            create_competitor(actor=None, name=f"{size}-{n}")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 12
