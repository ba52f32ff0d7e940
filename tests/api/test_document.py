"""The document is committed, so a changed contract is a visible change.

``make openapi`` renews it. B17: bodies take no field they do not name, and every text
and number has its bounds.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.api.document import described, document, leaves, objects

SNAPSHOT = Path(__file__).with_name("openapi.json")
BOUNDED_FORMATS = {"date", "date-time", "time", "uuid", "email"}


def written(told):
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_the_document_is_the_committed_one():
    now = written(document())
    if os.environ.get("KAM_RENEW") == "openapi":
        SNAPSHOT.write_text(now, encoding="utf-8")
    committed = SNAPSHOT.read_text(encoding="utf-8") if SNAPSHOT.exists() else ""
    assert now == committed, "the API changed: look at it, then make openapi"


def open_objects(schema):
    return [
        sorted(found.get("properties", {}))
        for found in objects(schema)
        if found.get("additionalProperties") is not False
    ]


def unbounded(schema):
    """Return the places whose text or number could be of any size."""
    found = []
    for place, kind in leaves(schema):
        fixed = (
            "enum" in kind or "const" in kind or kind.get("format") in BOUNDED_FORMATS
        )
        text = kind.get("type") == "string" and "maxLength" not in kind
        number = kind.get("type") in ("integer", "number") and not (
            {"maximum", "exclusiveMaximum"} & set(kind)
            and {"minimum", "exclusiveMinimum"} & set(kind)
        )
        if not fixed and (text or number):
            found.append(place)
    return found


@pytest.mark.parametrize("operation", [*described()], ids=lambda op: op.name)
def test_a_body_takes_no_field_it_does_not_name(operation):
    assert open_objects(operation.body) == []


@pytest.mark.parametrize("operation", [*described()], ids=lambda op: op.name)
def test_every_text_and_number_has_its_bounds(operation):
    found = unbounded(operation.body)
    for parameter in operation.parameters:
        found += [f"{parameter['name']}{p}" for p in unbounded(parameter["schema"])]
    assert found == []


def test_control_an_open_object_and_an_unbounded_text_are_noticed():
    inner = {"type": "object", "properties": {"text": {"type": "string"}}}
    schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"rows": {"type": "array", "items": inner}},
    }
    assert open_objects(schema) == [["text"]]
    assert unbounded(schema) == [".rows[].text"]
