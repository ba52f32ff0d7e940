"""Accounts and people over the API."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import (
    AccountDraft,
    Identity,
    create_account,
    create_person,
    edit_account,
    edit_stakeholder,
)
from kam.people.services import create_token
from tests.daily import SIZES

API = "/api/v1"


class Caller:
    """Somebody with a token."""

    def __init__(self, user, scopes=("read", "write")):
        _token, self.secret = create_token(
            actor=None, user=user, name="t", scopes=scopes
        )

    def __call__(self, method, path, body=None, **headers):
        return Client().generic(
            method,
            f"{API}{path}",
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.secret}", **headers},
        )


@pytest.fixture
def rep(cast):
    return Caller(cast.rep)


def test_an_account_is_added_read_and_changed(cast, rep):
    made = rep("POST", "/accounts", {"name": "东湖医院", "potential_minor": 860})
    assert made.status_code == 201
    pk, tag = made.json()["id"], made["ETag"]
    assert made.json()["owner_id"] == cast.rep.pk
    head, got = rep("HEAD", f"/accounts/{pk}"), rep("GET", f"/accounts/{pk}")
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", tag)
    assert head["Content-Length"] == str(len(got.content))
    assert rep("HEAD", "/accounts/987654321").status_code == 404
    body = {"city": "武汉", "size_class": "large"}
    changed = rep("PATCH", f"/accounts/{pk}", body, **{"If-Match": tag})
    assert changed.status_code == 200
    assert (changed.json()["city"], changed.json()["revision"]) == ("武汉", 2)
    stale = rep("PATCH", f"/accounts/{pk}", body, **{"If-Match": tag})
    assert stale.status_code == 412
    assert rep("PATCH", f"/accounts/{pk}", body).status_code == 428
    assert rep("GET", f"/accounts/{pk}")["ETag"] == changed["ETag"]


def test_the_same_key_makes_one_account(rep):
    key = {"Idempotency-Key": "one"}
    answers = [rep("POST", "/accounts", {"name": "东湖"}, **key) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": ""},
        {"name": "x" * 201},
        {"name": "a\x00"},
        {"name": "\ud800"},
        {"name": "甲", "colour": "red"},
        {"name": "甲", "revision": 9},
        {"name": "甲", "potential_minor": -1},
        {"name": "甲", "potential_minor": 10**30},
        {"name": "甲", "potential_minor": 1.8e308},
        {"name": "甲", "owner_id": 2**70},
        {"name": "甲", "owner_id": 999_999},
        {"name": "甲", "currency": "yuan"},
        {"name": "甲", "kind": "castle"},
    ],
)
def test_bad_input_is_refused(rep, body):
    assert rep("POST", "/accounts", body).status_code == 422
    assert not Account.objects.exists()


def test_a_foreign_reference_changes_nothing(cast, rep, lake):
    """B2: owner, team, territory and parent must be in sight."""
    hidden = create_account(actor=cast.stranger, draft=AccountDraft(name="北海"))
    tag = {"If-Match": f'"{lake.version}"'}
    for field, value in (
        ("owner_id", cast.stranger.pk),
        ("team_id", cast.north.pk),
        ("territory_id", 999),
        ("parent_id", hidden.pk),
    ):
        answer = rep("PATCH", f"/accounts/{lake.pk}", {field: value}, **tag)
        assert answer.status_code in (403, 404, 422), field
    lake.refresh_from_db()
    assert (lake.revision, lake.owner) == (1, cast.rep)


def test_the_list_pages_filters_and_counts_nobody_else_s(cast, rep):
    """B11: what is counted are the people one may see."""
    for n in range(5):
        made = create_account(
            actor=cast.rep, draft=AccountDraft(name=f"医院{n}", size_class="large")
        )
        create_person(actor=cast.rep, account=made, identity=Identity("甲"))
    create_account(actor=cast.stranger, draft=AccountDraft(name="医院9"))
    seen, cursor = [], ""
    while True:
        page = rep("GET", f"/accounts?limit=2&cursor={cursor}&sort=-name").json()
        seen += [row["name"] for row in page["items"]]
        cursor = page["next"]
        if not cursor:
            break
    assert seen == [f"医院{n}" for n in (4, 3, 2, 1, 0)]
    rows = rep("GET", "/accounts?risk=true&size=large").json()["items"]
    assert {row["people"] for row in rows} == {1}
    assert rep("GET", "/accounts?colour=red").status_code == 422
    assert rep("GET", "/accounts?size=huge").status_code == 422


def test_an_analyst_reads_no_hidden_field(cast, lake, shen):
    edit_account(
        actor=cast.rep, account=lake, wanted={"phone": "027", "business_scope": "密"}
    )
    edit_stakeholder(actor=cast.rep, stakeholder=shen, wanted={"views": "看数据"})
    analyst = Caller(cast.analyst)
    account = analyst("GET", f"/accounts/{lake.pk}").json()
    person = analyst("GET", f"/stakeholders/{shen.pk}").json()
    listed = analyst("GET", "/stakeholders").json()["items"][0]
    assert not {"phone", "credit_code", "business_scope"} & set(account)
    for told in (person, listed):
        assert told["name"] == f"P{shen.pk}"
        assert not {"title", "views", "obstacle", "phone", "email"} & set(told)
    tag = {"If-Match": Caller(cast.rep)("GET", f"/stakeholders/{shen.pk}")["ETag"]}
    refused = analyst("PATCH", f"/stakeholders/{shen.pk}", {"notes": "x"}, **tag)
    assert refused.status_code == 403


def test_a_unit_above_out_of_sight_is_not_told(cast, rep, lake):
    above = create_account(
        actor=cast.chief, draft=AccountDraft(name="总院", owner_id=cast.neighbour.pk)
    )
    edit_account(actor=cast.chief, account=lake, wanted={"parent_id": above.pk})
    assert rep("GET", f"/accounts/{lake.pk}").json()["parent_id"] is None
    chief = Caller(cast.chief)
    assert chief("GET", f"/accounts/{lake.pk}").json()["parent_id"] == above.pk


def test_somebody_is_added_by_name_or_from_another_account(cast, rep, lake):
    other = create_account(actor=cast.rep, draft=AccountDraft(name="西湖"))
    made = rep(
        "POST",
        "/stakeholders",
        {"account_id": lake.pk, "name": "沈", "layer": "expert"},
    ).json()
    body = {"account_id": other.pk, "person_id": made["person_id"]}
    again = rep("POST", "/stakeholders", body)
    assert again.status_code == 201
    assert again.json()["person_id"] == made["person_id"]
    for wrong in (
        {"account_id": lake.pk},
        {**body, "name": "沈"},
        {"account_id": lake.pk, "name": "沈", "known_since": "1900-01-01"},
        {"account_id": lake.pk, "name": "沈", "known_since": "2200-01-01"},
    ):
        assert rep("POST", "/stakeholders", wrong).status_code == 422
    assert Stakeholder.objects.count() == 2


def test_a_change_of_the_identity_makes_an_old_tag_stale(cast, rep, lake, shen):
    tag = rep("GET", f"/stakeholders/{shen.pk}")["ETag"]
    edit_stakeholder(actor=cast.lead, stakeholder=shen, wanted={"title": "院长"})
    answer = rep(
        "PATCH", f"/stakeholders/{shen.pk}", {"title": "主任"}, **{"If-Match": tag}
    )
    assert answer.status_code == 412
    fresh = rep("GET", f"/stakeholders/{shen.pk}")["ETag"]
    answer = rep(
        "PATCH",
        f"/stakeholders/{shen.pk}",
        {"title": "主任", "left_on": "2026-01-05", "layer": None},
        **{"If-Match": fresh},
    )
    assert answer.status_code == 200
    assert (answer.json()["left_on"], answer.json()["layer"]) == ("2026-01-05", "")


@pytest.mark.parametrize("part", ["stranger", "trainer", "admin"])
def test_others_find_nothing(cast, lake, shen, part):
    other = Caller(getattr(cast, part))
    for path in (f"/accounts/{lake.pk}", f"/stakeholders/{shen.pk}"):
        assert other("GET", path).status_code == 404


def test_a_token_that_only_reads_writes_nothing(cast):
    reader = Caller(cast.rep, scopes=("read",))
    assert reader("POST", "/accounts", {"name": "东湖"}).status_code == 403
    assert reader("GET", "/accounts").status_code == 200


@pytest.mark.parametrize("path", ["/accounts", "/stakeholders"])
@pytest.mark.parametrize("sizes", SIZES)
def test_statements_do_not_grow_with_the_rows(cast, rep, path, sizes):
    counts = []
    above = create_account(actor=cast.rep, draft=AccountDraft(name="总院"))
    for size in sizes:
        for n in range(size):
            made = create_account(
                actor=cast.rep,
                draft=AccountDraft(name=f"{size}-{n}", parent_id=above.pk),
            )
            create_person(actor=cast.rep, account=made, identity=Identity(f"{n}"))
        with CaptureQueriesContext(connection) as asked:
            assert rep("GET", f"{path}?limit=200").status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 8
