"""The list of accounts, as a page and as a file."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.accounts.services import (
    AccountDraft,
    Identity,
    archive_account,
    create_account,
    create_person,
    edit_stakeholder,
)
from tests.daily import SIZES
from tests.forms import form_of


def filled(client, url, **typed):
    """Return what a browser sends when somebody types these values into a page."""
    return form_of(client.get(url).content.decode(), url).filled(**typed)


def url_of(name, row):
    return reverse(f"accounts:{name}", args=[row.pk])


def text(answer):
    whole = b"".join(answer) if answer.streaming else answer.content
    return whole.decode()


def test_an_empty_list_teaches_how_to_begin(cast, client_of):
    page = text(client_of(cast.rep).get("/accounts"))
    assert "先写一个名称就能建" in page
    assert reverse("accounts:new") in page


def test_the_list_filters_sorts_and_counts(cast, client_of):
    for n, size in enumerate(["large", "large", "small"]):
        draft = AccountDraft(
            name=f"医院{n}", size_class=size, potential_minor=n * 10**6
        )
        create_account(actor=cast.rep, draft=draft)
    client = client_of(cast.rep)
    page = text(client.get("/accounts?size=large&sort=-potential"))
    assert page.index("医院1") < page.index("医院0")
    assert "医院2" not in page
    assert "共 2 条" in page
    assert "没有符合筛选的客户" in text(client.get("/accounts?q=%E8%A5%BF"))
    assert "医院2" in text(client.get("/accounts?q=%E5%8C%BB%E9%99%A22"))


@pytest.mark.parametrize(
    "query",
    ["colour=red", "sort=phone", "size=huge", "cursor=xx", "owner=1", "q=" + "x" * 101],
)
def test_an_unknown_filter_is_refused(cast, client_of, query):
    assert client_of(cast.rep).get(f"/accounts?{query}").status_code == 422


def test_the_risk_filter_keeps_what_hangs_on_one_thread(cast, client_of, lake, shen):
    fine = create_account(actor=cast.rep, draft=AccountDraft(name="西湖医院"))
    for layer in ("decision", "expert"):
        made = create_person(actor=cast.rep, account=fine, identity=Identity(layer))
        edit_stakeholder(actor=cast.rep, stakeholder=made, wanted={"layer": layer})
    page = text(client_of(cast.rep).get("/accounts?risk=on"))
    assert "东湖医院" in page
    assert "西湖医院" not in page


def test_archived_accounts_stand_apart(cast, client_of, lake):
    archive_account(actor=cast.lead, account=lake)
    client = client_of(cast.lead)
    assert "东湖医院" not in text(client.get("/accounts"))
    assert "东湖医院" in text(client.get("/accounts?archived=on"))


def test_pages_follow_one_another_without_gap_or_repetition(cast, client_of):
    for n in range(120):
        draft = AccountDraft(name=f"医院{n:03}", potential_minor=(n % 7) or None)
        create_account(actor=cast.rep, draft=draft)
    client, url, seen = client_of(cast.rep), "/accounts?sort=potential", []
    while url:
        page = client.get(url).context["page"]
        seen += [row.name for row in page.rows]
        following = page.paging.next
        url = f"/accounts?sort=potential&cursor={following}" if following else ""
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("sizes", SIZES)
def test_statements_do_not_grow_with_the_rows(cast, client_of, sizes):
    counts = []
    client = client_of(cast.lead)
    for size in sizes:
        for n in range(size):
            made = create_account(
                actor=cast.rep, draft=AccountDraft(name=f"{size}-{n}")
            )
            create_person(actor=cast.rep, account=made, identity=Identity(f"{n}"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/accounts").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 12


def test_the_file_holds_exactly_the_list(cast, client_of):
    for name in ("医院甲", "医院乙", "=1+1"):
        create_account(actor=cast.rep, draft=AccountDraft(name=name))
    create_account(actor=cast.stranger, draft=AccountDraft(name="医院丙"))
    client = client_of(cast.rep)
    query = "?q=%E5%8C%BB&sort=-name"
    listed = [row.name for row in client.get(f"/accounts{query}").context["page"].rows]
    saved = text(client.get(f"/accounts/export{query}&format=csv"))
    rows = list(csv.DictReader(io.StringIO(saved.removeprefix("\ufeff"))))
    assert [row["名称"] for row in rows] == listed
    whole = text(client.get("/accounts/export?format=csv"))
    assert "'=1+1" in whole
    book = client.get("/accounts/export?format=xlsx")
    assert b"".join(book).startswith(b"PK")
    assert client.get("/accounts/export?format=exe").status_code == 422
