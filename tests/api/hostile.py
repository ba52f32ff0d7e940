"""Values that no field may take, and where in a request they are put."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.api.document import Described, Schema, choices

if TYPE_CHECKING:
    from collections.abc import Iterator

HUGE = 10**30
OVERFLOWING = "1.8e308"
DEEP = "[" * 400 + "]" * 400
TEXTS = {
    "nul": "a\x00b",
    "lone surrogate": "a\ud800b",
    "too long": "长" * 200_000,
    "number": 7,
    "huge number": HUGE,
    "list": ["a"],
    "object": {"a": 1},
    "boolean": True,
}
NUMBERS = {
    "text": "abc",
    "nul": "1\x00",
    "huge": HUGE,
    "huge negative": -HUGE,
    "list": [1],
    "object": {},
}
LISTS = {"text": "abc", "number": 7, "object": {"a": 1}, "list of lists": [[[]]]}
KINDS = {"string": TEXTS, "integer": NUMBERS, "number": NUMBERS, "array": LISTS}
QUERIES = (
    "a\x00b",
    "\ud800",
    "9" * 40,
    "-1",
    "1e999",
    "' OR 1=1 --",
    "%",
    "[]",
    "长" * 5000,
)
IDS = ("0", "-1", "9" * 40, "abc", "1.5", "%00", "1%00", "%F0%9F%98%80", "..%2f")


@dataclass(frozen=True)
class Attack:
    """One senseless request: what is wrong with it, and its body as bytes."""

    wrong: str
    body: bytes


def encoded(value: object) -> bytes:
    """Encode as a program would that checks nothing; a lone surrogate is escaped."""
    return json.dumps(value).encode()


def hostile_values(schema: Schema) -> Iterator[tuple[str, Any]]:
    """Yield what a field of this schema must refuse."""
    kinds = choices(schema)
    allowed = {kind.get("type") for kind in kinds}
    for kind in kinds:
        for name, value in KINDS.get(kind.get("type", ""), {}).items():
            said = {"text": "string", "number": "number", "list": "array"}.get(name)
            if said not in allowed or "enum" in kind:
                yield name, value
        if "enum" in kind:
            yield "not a choice", "nonsense"


def with_value(body: dict[str, Any], name: str, value: Any) -> bytes:
    """Return the body with one field replaced."""
    changed = copy.deepcopy(body)
    changed[name] = value
    return encoded(changed)


def attacks(operation: Described, body: dict[str, Any]) -> Iterator[Attack]:
    """Yield every senseless body of one operation, each wrong in one place."""
    for name, part in operation.body.get("properties", {}).items():
        for wrong, value in hostile_values(part):
            yield Attack(f"{name}: {wrong}", with_value(body, name, value))
        if any(kind.get("type") in ("integer", "number") for kind in choices(part)):
            plain = encoded({k: v for k, v in body.items() if k != name})
            joint = b", " if len(plain) > 2 else b""
            number = f'"{name}": {OVERFLOWING}'.encode()
            yield Attack(f"{name}: overflow", plain[:-1] + joint + number + b"}")
    yield Attack("unknown field", with_value(body, "is_superuser", True))
    yield Attack("own id", with_value(body, "id", 1))
    for name in operation.body.get("required", []):
        lacking = {key: value for key, value in body.items() if key != name}
        yield Attack(f"{name}: missing", encoded(lacking))
    yield Attack("a list", b"[]")
    yield Attack("a text", b'"x"')
    yield Attack("nothing", b"null")
    yield Attack("deep", DEEP.encode())


MALFORMED = (b"", b"{", b"\x00", b"\xff\xfe{}", b'{"a": NaN}x', b"{'a': 1}")
