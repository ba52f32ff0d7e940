"""What was asked and heard at a visit, noted with its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid
from kam.probing.services import Heard, hear_many
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.reading import MOST, is_number
from kam.visits.services.writing import require_held

if TYPE_CHECKING:
    from kam.core.models import Record
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.ledger import Entry

TEXTS = ("answer", "word", "signal")
KNOWN = {*TEXTS, "probe", "confirmed"}


def heard_of(asked: Asked) -> dict[int, Heard]:
    """Return what was heard, probe by probe."""
    given = asked.body.further.get("heard") or []
    if not isinstance(given, list) or len(given) > MOST:
        raise Invalid(fields={"heard": [BAD_VALUE]})
    return dict(_one(told) for told in given)


def _one(told: Any) -> tuple[int, Heard]:
    if not isinstance(told, dict) or set(told) - KNOWN or not _is_sound(told):
        raise Invalid(fields={"heard": [BAD_VALUE]})
    texts = {name: told[name] for name in TEXTS if name in told}
    return told["probe"], Heard(confirmed=told.get("confirmed", False), **texts)


def _is_sound(told: dict[str, Any]) -> bool:
    texts = all(isinstance(told.get(name, ""), str) for name in TEXTS)
    confirmed = isinstance(told.get("confirmed", False), bool)
    return texts and confirmed and is_number(told.get("probe")) and told["probe"] > 0


def hear_later(
    tray: Tray, asked: Asked, entry: Entry, outcome: Outcome, heard: dict[int, Heard]
) -> Outcome:
    """Note what was heard as soon as the visit is stored."""
    if heard:
        tray.later.append((outcome, lambda: _hear(tray, asked, entry, heard)))
    return outcome


def _hear(
    tray: Tray, asked: Asked, entry: Entry, heard: dict[int, Heard]
) -> Record | None:
    require_held(asked.author, entry.visit)
    hear_many(
        actor=asked.author,
        occasion=entry.visit.client_id,
        heard=heard,
        day=min(entry.visit.day, tray.today),
    )
    return None
