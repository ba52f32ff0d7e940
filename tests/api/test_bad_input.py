"""R4, C9: a senseless request is refused in words, alike on both databases.

Each generated request is wrong in exactly one place, so the only right answer is 422
(400 where the body is no JSON at all); a 500, or a stored record, is a fault.
"""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from django.db import transaction

from tests.api.document import ROOT, described
from tests.api.hostile import IDS, MALFORMED, QUERIES, attacks
from tests.daily import daily
from tests.permissions.knock import somebody_who_may, told
from tests.permissions.samples import SAMPLES
from tests.permissions.test_matrix import surface_of_sample

pytestmark = [pytest.mark.django_db, pytest.mark.apart]

OPERATIONS = [*described()]
WITH_BODY = [operation for operation in OPERATIONS if operation.body]
LISTS = [o for o in OPERATIONS if any(p["in"] == "query" for p in o.parameters)]
RECORDS = [o for o in OPERATIONS if "{" in o.path]
PROBLEM = "application/problem+json"


def named(operation):
    return operation.name


SAMPLE_OF = {sample.door: sample for sample in reversed(SAMPLES)}


def sample_of(operation):
    return SAMPLE_OF[operation.name]


def caller_of(operation):
    """Return somebody who may use the operation, so that it is not refused early."""
    sample = sample_of(operation)
    return somebody_who_may(sample, surface_of_sample(sample))


def call(world, operation, url, body=None):
    """Send one request; whatever it stores is undone."""
    sample = sample_of(operation)
    row = world.row(sample.about, "own") if sample.about else None
    headers = {"Authorization": f"Bearer {world.secrets[caller_of(operation)]}"}
    if "If-Match" in (typed := told(world, sample.typed, row)):
        headers["If-Match"] = typed["If-Match"]
    with transaction.atomic():
        answer = world.clients["anonymous"].generic(
            operation.method,
            url,
            b"" if body is None else body,
            content_type="application/json",
            headers=headers,
        )
        transaction.set_rollback(True)
    return answer


def place_and_body(world, operation):
    sample = sample_of(operation)
    row = world.row(sample.about, "own") if sample.about else None
    path = told(world, sample.path, row) or ({"pk": row.pk} if row else {})
    typed = told(world, sample.typed, row)
    typed.pop("If-Match", None)
    return ROOT + operation.path.format(**path), typed


@pytest.mark.more
@pytest.mark.parametrize("operation", WITH_BODY, ids=named)
def test_a_body_that_is_wrong_in_one_place_is_refused(world, operation, count):
    url, body = place_and_body(world, operation)
    faults, sent = [], 0
    for attack in attacks(operation, body):
        answer = call(world, operation, url, attack.body)
        sent += 1
        if answer.status_code != 422 or answer["Content-Type"] != PROBLEM:
            faults.append(f"{attack.wrong}: {answer.status_code}")
    count("senseless API requests", sent)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("operation", WITH_BODY, ids=named)
@pytest.mark.parametrize("body", daily(MALFORMED))
def test_a_body_that_is_no_json_is_refused(world, operation, body):
    url, _body = place_and_body(world, operation)
    answer = call(world, operation, url, body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == PROBLEM


@pytest.mark.parametrize("operation", WITH_BODY, ids=named)
def test_a_field_that_is_named_twice_is_refused(world, operation):
    url, body = place_and_body(world, operation)
    twice = json.dumps(body)[:-1] + (", " if body else "") + '"city": 1, "city": 2}'
    answer = call(world, operation, url, twice.encode())
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"city": ["写了不止一次"]}


def test_more_than_a_request_may_carry_is_too_large_and_says_how_much(world):
    operation = next(o for o in WITH_BODY if o.name == "POST /accounts")
    url, _body = place_and_body(world, operation)
    content = json.dumps({"name": "x", "business_scope": "x" * 2**21})
    answer = call(world, operation, url, content.encode())
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert "2 MB" in answer.json()["why"]


@pytest.mark.parametrize("operation", LISTS, ids=named)
def test_a_senseless_query_is_refused_or_finds_nothing(world, operation, count):
    url, _body = place_and_body(world, operation)
    faults = []
    names = [p["name"] for p in operation.parameters if p["in"] == "query"]
    for name in names:
        for value in QUERIES:
            typed = quote(value.encode("utf-8", "surrogatepass"))
            answer = call(world, operation, f"{url}?{name}={typed}")
            if answer.status_code not in (200, 422):
                faults.append(f"{name}={value[:20]!r}: {answer.status_code}")
    answer = call(world, operation, f"{url}?nobody_asked=1")
    if answer.status_code != 422:
        faults.append(f"unknown parameter: {answer.status_code}")
    count("senseless API requests", len(names) * len(QUERIES) + 1)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("operation", RECORDS, ids=named)
def test_a_senseless_id_is_not_found_or_refused(world, operation, count):
    _url, body = place_and_body(world, operation)
    names = [p["name"] for p in operation.parameters if p["in"] == "path"]
    for value in IDS:
        url = ROOT + operation.path.format(**dict.fromkeys(names, value))
        answer = call(world, operation, url, json.dumps(body).encode())
        assert answer.status_code in (404, 422), value
        assert answer["Content-Type"] == PROBLEM
    count("senseless API requests", len(IDS))


@pytest.mark.parametrize("operation", WITH_BODY, ids=named)
def test_control_the_untouched_request_is_accepted(world, operation):
    url, body = place_and_body(world, operation)
    answer = call(world, operation, url, json.dumps(body).encode())
    assert answer.status_code in (200, 201, 204), answer.content.decode()
