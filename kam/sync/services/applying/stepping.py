"""Whether a visit moved the steps it carried, said with its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid, NotFound
from kam.plans.queries import link_of
from kam.plans.services import finish_by_visit, leave_by_visit
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.reading import MOST, is_number

if TYPE_CHECKING:
    from kam.core.models import Record
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.ledger import Entry

KNOWN = {"link", "moved"}


def moved_of(asked: Asked) -> dict[int, bool]:
    """Return what was said of each step, by its link to the visit."""
    given = asked.body.further.get("steps") or []
    if not isinstance(given, list) or len(given) > MOST:
        raise Invalid(fields={"steps": [BAD_VALUE]})
    return dict(_one(told) for told in given)


def _one(told: Any) -> tuple[int, bool]:
    if not isinstance(told, dict) or set(told) != KNOWN:
        raise Invalid(fields={"steps": [BAD_VALUE]})
    link, moved = told["link"], told["moved"]
    if not is_number(link) or link < 1 or not isinstance(moved, bool):
        raise Invalid(fields={"steps": [BAD_VALUE]})
    return link, moved


def step_later(
    tray: Tray, asked: Asked, entry: Entry, outcome: Outcome, moved: dict[int, bool]
) -> Outcome:
    """Tell the steps as soon as the record is stored."""
    if moved:
        tray.later.append((outcome, lambda: _tell(asked, entry, moved)))
    return outcome


def _tell(asked: Asked, entry: Entry, moved: dict[int, bool]) -> Record | None:
    for pk, is_moved in moved.items():
        link = link_of(asked.author, pk)
        if link.visit_id != entry.visit.pk:
            raise NotFound
        if is_moved:
            finish_by_visit(actor=asked.author, link=link)
        else:
            leave_by_visit(actor=asked.author, link=link)
    return None
