"""Columns posted to the API: the answer of the command, and bounds that hold."""

from __future__ import annotations

import json

import pytest

from kam.people.services import create_token
from kam.performance.models import FrontierRun
from tests.reference.cravens import TERRITORIES, VRS_PHI

pytestmark = pytest.mark.django_db
CRAVENS = {
    "ids": [t.id for t in TERRITORIES],
    "inputs": [{"name": "potential", "cells": [t.potential for t in TERRITORIES]}],
    "outputs": [{"name": "sales", "cells": [t.sales for t in TERRITORIES]}],
}


@pytest.fixture
def post(client):
    """Post columns as somebody."""

    def send(user, **body):
        _token, secret = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
        answer = client.post(
            "/api/v1/frontier/analyses",
            json.dumps({**CRAVENS, **body}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", "Accept-Language": "en"},
        )
        return answer.status_code, answer.json()

    return send


def test_the_answer_is_that_of_the_command_and_nothing_is_stored(post, cast):
    code, told = post(cast.analyst, bootstrap=100, level=0.9, seed=3)
    assert code == 200
    assert [unit["phi"] for unit in told["units"]] == pytest.approx(VRS_PHI, rel=1e-12)
    assert told["n"] == 25
    assert told["model"]["interval"]["seed"] == 3
    for unit in told["units"]:
        assert unit["lower"] < unit["upper"] <= unit["score"]
        assert unit["class"] in {"frontier", "near", "average", "low", "undetermined"}
        assert sum(p["weight"] for p in unit["peers"]) == pytest.approx(1.0)
    again = post(cast.analyst, bootstrap=100, level=0.9, seed=3)[1]
    assert again == told
    other = post(cast.analyst, bootstrap=100, level=0.9, seed=4)[1]
    assert other["inputs_digest"] != told["inputs_digest"]
    assert FrontierRun.objects.count() == 0


def test_groups_and_lines_are_answered_too(post, cast):
    groups = ["a" if t.potential > 35e3 else "b" for t in TERRITORIES]
    _code, told = post(cast.lead, groups=groups)
    assert {group["by"] for group in told["groups"]} == {"a", "b"}
    assert {unit["by"] for unit in told["units"]} == {"a", "b"}
    _code, told = post(cast.lead, method="quantile", tau=0.8, log=True)
    assert [*told["model"]["coefficients"]] == ["intercept", "log(potential)"]


def test_empty_cells_are_dropped_with_their_row(post, cast):
    cells = [None, *(t.potential for t in TERRITORIES[1:])]
    _code, told = post(cast.lead, inputs=[{"name": "potential", "cells": cells}])
    drop = told["dropped"][0]
    assert (told["n"], drop["row"], drop["code"]) == (24, 1, "missing")


@pytest.mark.parametrize(
    "body",
    [
        {"method": "none"},
        {"method": "sfa", "orientation": "input"},
        {"tau": 0.5},
        {"bootstrap": 10},
        {"bootstrap": 1000, "inputs": [{"name": "x", "cells": [1.0] * 2000}]},
        {"inputs": []},
        {"inputs": [{"name": "x", "cells": [1.0]}]},
        {"ids": ["a"]},
        {"groups": ["a"]},
        {"inputs": [CRAVENS["outputs"][0]]},
        {"fixed": ["nobody"]},
        {"stranger": 1},
        {"inputs": [{"name": "x", "cells": [1e400] * 25}]},
    ],
    ids=str,
)
def test_what_cannot_be_answered_is_a_problem(post, cast, body):
    assert post(cast.lead, **body)[0] == 422


def test_who_may_not_make_frontiers_may_not_analyse(post, cast):
    assert post(cast.rep)[0] == 403
    assert post(cast.trainer)[0] == 404
