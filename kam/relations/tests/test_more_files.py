"""Ties and roles from a file, as one by one, and roles through the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam.core.bulk import BulkRow, Fate
from kam.core.errors import KamError
from kam.people.services import create_token
from kam.relations.models import Tie, WantedRole
from kam.relations.services import (
    RoleDraft,
    TieDraft,
    bulk_roles,
    bulk_ties,
    note_tie,
    want_role,
)
from tests.alike import compared

pytestmark = pytest.mark.django_db
SAID = st.sampled_from(["托我带书", ""])
AHEAD = st.sampled_from([-1, 0, 3])
TIES = st.lists(
    st.tuples(
        st.sampled_from(["rep", "lead", "stranger", "nobody"]),
        st.integers(0, 6),
        st.integers(0, 5),
        SAID,
        AHEAD,
    ),
    max_size=5,
    unique=True,
)
ROLES = st.lists(
    st.tuples(
        st.sampled_from(["decision", "support", ""]),
        st.sampled_from(["院长", "信息科", ""]),
        SAID,
        AHEAD,
    ),
    max_size=5,
    unique_by=lambda one: one[:2],
)
QUIET = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def fates_of(actions):
    """Return what became of each: created, or refused."""
    fates = []
    for act in actions:
        try:
            act()
        except KamError:
            fates.append(Fate.FAILED)
        else:
            fates.append(Fate.CREATED)
    return fates


@QUIET
@given(TIES)
def test_a_file_of_ties_is_as_one_by_one(cast, ward, told):
    ids = {user.username: user.pk for user in cast.everybody().values()}
    names = ("colleague", "level", "wanted", "evidence", "day")

    def act(colleague, level, wanted, evidence, ahead):
        day = ward.day + timedelta(days=ahead)
        pk = ids.get(colleague, 0)
        draft = TieDraft(ward.xu.pk, pk, level, wanted, evidence, day)
        return lambda: note_tie(actor=cast.rep, draft=draft)

    base = {"account": ward.account.name, "person": "许致和", "confidence": "低"}
    rows = [
        BulkRow(n, base | dict(zip(names, (*one[:4], _day(ward, one)), strict=True)))
        for n, one in enumerate(told)
    ]

    def read():
        fields = ("colleague_id", "level", "wanted", "evidence", "day")
        return sorted(Tie.objects.values_list(*fields))

    def single():
        return fates_of([act(*one) for one in told])

    came = compared(bulk_ties, rows, single, read, actor=cast.rep)
    assert came.file == came.single
    assert came.dry == came.single[0]
    assert came.again <= {Fate.SKIPPED, Fate.FAILED}


def _day(ward, one):
    return ward.day + timedelta(days=one[-1])


@QUIET
@given(ROLES)
def test_a_file_of_roles_is_as_one_by_one(cast, ward, told):
    names = ("layer", "title", "evidence", "day")

    def act(layer, title, evidence, ahead):
        draft = RoleDraft(layer, title, evidence, ward.day + timedelta(days=ahead))
        return lambda: want_role(actor=cast.rep, account=ward.account, draft=draft)

    base = {"account": ward.account.name}
    rows = [
        BulkRow(n, base | dict(zip(names, (*one[:3], _day(ward, one)), strict=True)))
        for n, one in enumerate(told)
    ]

    def read():
        return sorted(WantedRole.objects.values_list("layer", "title", "day"))

    def single():
        return fates_of([act(*one) for one in told])

    came = compared(bulk_roles, rows, single, read, actor=cast.rep)
    assert came.file == came.single
    assert came.dry == came.single[0]
    assert came.again <= {Fate.SKIPPED, Fate.FAILED}


def test_a_stranger_brings_nothing_and_a_batch_asks_as_often_for_many(cast, ward):
    counts = []
    for n in (1, 30):
        rows = [
            BulkRow(
                i,
                {
                    "account": ward.account.name,
                    "person": "许致和",
                    "colleague": "rep",
                    "level": 1,
                    "wanted": 2,
                    "evidence": f"{n}-{i}",
                },
            )
            for i in range(n)
        ]
        assert {r.fate for r in bulk_ties(actor=cast.stranger, rows=rows)} == {
            Fate.FAILED
        }
        with CaptureQueriesContext(connection) as asked:
            told = bulk_ties(actor=cast.rep, rows=rows)
        assert {r.fate for r in told} == {Fate.CREATED}
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_role_is_wanted_found_lost_and_taken_back_by_a_program(client, cast, ward):
    _token, secret = create_token(
        actor=cast.rep, user=cast.rep, name="t", scopes=["read", "write"]
    )
    auth = {
        "HTTP_AUTHORIZATION": f"Bearer {secret}",
        "content_type": "application/json",
    }
    body = {
        "account_id": ward.account.pk,
        "layer": "decision",
        "title": "医务处负责人",
        "evidence": "会签要他",
        "confidence": "low",
    }
    made = client.post("/api/v1/roles", body, **auth)
    assert (made.status_code, made.json()["confidence"]) == (201, "low")
    url = f"/api/v1/roles/{made.json()['id']}"
    found = {"found_id": ward.chen.pk}
    assert client.patch(url, found, **auth).status_code == 428
    first = client.patch(url, found, HTTP_IF_MATCH=made["ETag"], **auth)
    assert first.json()["found_id"] == ward.chen.pk
    listed = client.get("/api/v1/roles?found=false", **auth).json()["items"]
    assert listed == []
    late = client.patch(url, {"found_id": None}, HTTP_IF_MATCH=made["ETag"], **auth)
    assert late.status_code == 412
    wanted = {"found_id": None, "retracted": True}
    gone = client.patch(url, wanted, HTTP_IF_MATCH=first["ETag"], **auth).json()
    assert gone["found_id"] is None
    assert gone["retracted_at"]
