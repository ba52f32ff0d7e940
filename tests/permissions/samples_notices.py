"""Knocking at the doors of notices, digests and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.notices.signing import SIGNER
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

OK = frozenset({200})
# The day is out of reach whenever the test runs: who may mark notices is told so.
REFUSED = frozenset({422})
NOTHING = {"keys": ["action:987654321"]}
ONE = {"key": "action:987654321"}
LATER = {**ONE, "until": "2000-01-01"}
KIND = {"kind": "dues"}


def of_idle(world: World, _row: Any) -> dict[str, Any]:
    """Fill the address that ends the digests of somebody who left."""
    return {"signed": SIGNER.sign(str(world.cast.gone.pk))}


NOTICES: list[Sample] = [
    Sample("notices:list"),
    Sample("notices:count"),
    Sample("notices:read", "POST", typed=ONE),
    Sample("notices:unread", "POST", query="at=2026-03-18T00:00:00%2B00:00"),
    Sample("notices:snooze", "POST", typed=LATER, answers=REFUSED),
    Sample("notices:wake", "POST", typed=ONE),
    Sample("notices:mute", "POST", path=KIND),
    Sample("notices:hear", "POST", path=KIND),
    Sample("notices:stop", path=of_idle),
    Sample("notices:stop", "POST", path=of_idle, answers=OK),
    Sample("notices:digest"),
    Sample("notices:digest", "POST", form=True, typed={"cadence": "daily"}),
    Sample("notices:letters"),
    Sample("notices:again", "POST", about="letter"),
    Sample("GET /notices"),
    Sample("POST /notices/read", typed=NOTHING),
    Sample("POST /notices/put-off", typed={**NOTHING, "until": None}),
    Sample("GET /notices/digest"),
    Sample("PATCH /notices/digest", typed={"If-Match": '"1"', "cadence": "daily"}),
]
