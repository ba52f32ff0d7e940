"""Items about how somebody thinks: one observed clue, or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.services import refuse_erased
from kam.core.errors import Invalid
from kam.people.days import require_past
from kam.people.policies import require
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.known import Access
from kam.sync.services.outcomes import NoAccess, done
from kam.sync.services.reading import is_number, told_day
from kam.sync.services.tray import checked
from kam.thinking.policies import may_observe
from kam.thinking.services import Sighting
from kam.thinking.services.observing import AHEAD, refuse_closed, row_of

if TYPE_CHECKING:
    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray

TEXTS = ("clue", "quadrant", "note", "occasion")
KNOWN = frozenset({*TEXTS, "stakeholder_id", "weight", "day"})


def add(tray: Tray, asked: Asked) -> Outcome:
    """Write down what was seen of somebody."""
    stakeholder = tray.known_person(asked.wanted.get("stakeholder_id"))
    access = tray.access(stakeholder.account_id)
    if access is Access.LATE:
        raise NoAccess
    if access is Access.OPEN:
        require(may_observe(asked.author, stakeholder.account))
    refuse_erased(stakeholder.person)
    refuse_closed(
        is_enabled=tray.known.observes,
        is_exempt=stakeholder.pk in tray.known.exempt,
    )
    sighting = _sighting(asked)
    row = checked(row_of(asked.author, stakeholder, sighting, tray.today))
    require_past(row.day, tray.today, said=AHEAD)
    tray.observations.append(row)
    return done(row)


def _sighting(asked: Asked) -> Sighting:
    wanted = asked.wanted
    faults = {n[:40]: [BAD_VALUE] for n in wanted if n not in KNOWN}
    faults |= {n: [BAD_VALUE] for n in TEXTS if not isinstance(wanted.get(n, ""), str)}
    weight: Any = wanted.get("weight", 1)
    if not is_number(weight):
        faults["weight"] = [BAD_VALUE]
    if faults:
        raise Invalid(fields=faults)
    told = {name: wanted[name] for name in TEXTS if name in wanted}
    day = told_day(wanted, "day") if wanted.get("day") else asked.day
    return Sighting(weight=weight, day=day, **told)
