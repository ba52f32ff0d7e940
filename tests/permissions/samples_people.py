"""How the doors of the people room are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.cast import PASSWORD
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

OK = frozenset({200})
NEW_PASSWORD = {"password": "another-horse-43", "again": "another-horse-43"}


def a_link(world: World, _row: Any) -> dict[str, Any]:
    """Fill the address of a page that a one-time link opens."""
    return {"secret": world.link}


PEOPLE: list[Sample] = [
    Sample("people:sign-in"),
    Sample("people:sign-in", "POST", answers=frozenset({422})),
    Sample("people:sign-out", "POST"),
    Sample("people:language", "POST", typed={"language": "en"}),
    Sample("people:forgot"),
    Sample("people:forgot", "POST", typed={"name": "nobody"}, answers=OK),
    Sample("people:set-password", path=a_link),
    Sample("people:set-password", "POST", path=a_link, typed=NEW_PASSWORD),
    Sample("people:settings"),
    Sample("people:settings", "POST", form=True),
    Sample(
        "people:email",
        "POST",
        typed={"email": "new@example.com", "current": PASSWORD},
    ),
    Sample("people:password"),
    Sample("people:password", "POST", typed={"current": PASSWORD, **NEW_PASSWORD}),
    Sample("people:tokens"),
    Sample("people:tokens", "POST", form=True, typed={"name": "t2"}, answers=OK),
    Sample("people:token-revoke", "POST", about="token"),
]
