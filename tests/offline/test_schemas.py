"""F12: what a released version wrote is accepted for two versions more, word for word.

A fixture never changes.
"""

from __future__ import annotations

import json
from pathlib import Path
from uuid import UUID

import pytest

from kam.core.clock import pretend
from kam.judgements.tests.conftest import reagent
from kam.sync.models import Envelope
from kam.sync.rules.bodies import KINDS, SCHEMAS
from kam.sync.services import Claim, Item, push
from kam.visits.tests.conftest import MORNING, make_hospital

__all__ = ["reagent"]
pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent / "fixtures"
KEPT = 3


def released():
    """Return every fixture with the schema it was written in."""
    return [(int(p.parent.name[1:]), p) for p in sorted(FIXTURES.glob("v*/*.json"))]


def items_of(path, hospital, reagent):
    """Fill the places of a fixture; return items and the states they must have."""
    text = path.read_text(encoding="utf-8")
    text = text.replace('"$ACCOUNT"', str(hospital.account.pk))
    text = text.replace('"$PERSON"', str(hospital.head.pk))
    told = json.loads(text.replace('"$PRODUCT"', str(reagent.pk)))["items"]
    items = [Item(UUID(one["op"]), json.dumps(one["body"])) for one in told]
    return items, [one["state"] for one in told]


def test_the_last_three_schemas_are_accepted_and_have_fixtures():
    newest = max(SCHEMAS)
    assert set(SCHEMAS) == set(range(max(1, newest - KEPT + 1), newest + 1))
    assert {schema for schema, _path in released()} >= set(SCHEMAS)


def test_every_kind_of_the_newest_schema_has_a_fixture():
    paths = [path for schema, path in released() if schema == max(SCHEMAS)]
    items = [one for path in paths for one in json.loads(path.read_text())["items"]]
    assert {one["body"]["kind"] for one in items} == set(KINDS)
    known = set().union(
        *(KINDS[one["body"]["kind"]] & set(one["body"]) for one in items)
    )
    assert known == set().union(*KINDS.values())


@pytest.mark.parametrize(("schema", "path"), released(), ids=lambda v: str(v)[-20:])
def test_what_a_released_version_wrote_is_stored(cast, reagent, schema, path):
    with pretend(MORNING):
        items, states = items_of(path, make_hospital(cast.rep), reagent)
        told = push(actor=cast.rep, claim=Claim(UUID(int=1)), items=items)
        assert [receipt.state for receipt in told] == states
        again = push(actor=cast.rep, claim=Claim(UUID(int=1)), items=items)
        assert again == told
    assert Envelope.objects.exclude(payload="").count() == 0
