"""What comes for a locked record becomes an addition to it; nothing is overwritten."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.audit.batches import check_row
from kam.core.errors import Invalid
from kam.people.policies import require
from kam.sync.rules.joining import added_to, pieces
from kam.sync.services.known import Access
from kam.sync.services.outcomes import done
from kam.sync.services.reading import opened_of
from kam.sync.services.tray import checked
from kam.visits.models import Amendment
from kam.visits.policies import may_amend
from kam.visits.queries.company import companions_of
from kam.visits.services.drafts import FIELDS
from kam.visits.services.ledger import COLLEAGUES, LISTS, PEOPLE
from kam.visits.services.people import require_company

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray
    from kam.visits.services.ledger import Entry

LONGEST = 2000


def added(tray: Tray, asked: Asked, entry: Entry, values: Mapping[str, Any]) -> Outcome:
    """Write what differs from a locked record beside it."""
    opened = opened_of(asked.body.base, asked.wanted)
    differing = _differing(entry, values, opened)
    _refuse_faulty(tray, entry, differing)
    lines = [_line(tray, entry, name, value) for name, value in differing.items()]
    for text in pieces("\n".join(lines), LONGEST):
        write(tray, asked, entry, text)
    return done(entry.visit, merged=list(differing))


def _differing(
    entry: Entry, values: Mapping[str, Any], opened: Mapping[str, Any]
) -> dict[str, Any]:
    theirs = entry.values()
    found = {}
    for name, value in values.items():
        mine = tuple(sorted(value)) if name in LISTS else value
        seen = tuple(sorted(opened[name])) if name in LISTS else opened[name]
        same = mine in (theirs[name], seen) or not mine
        if same or (isinstance(mine, str) and mine in theirs[name]):
            continue
        found[name] = (
            added_to(str(seen or ""), value) if isinstance(mine, str) else value
        )
    return found


def _refuse_faulty(tray: Tray, entry: Entry, differing: Mapping[str, Any]) -> None:
    """Refuse what the record itself would not hold, were it still open."""
    people = differing.get(PEOPLE, ())
    tray.require_people(entry.visit.account_id, people, entry.people)
    require_company(tray.book(entry).account, differing.get(COLLEAGUES, ()))
    row = copy(entry.visit)
    for name, value in differing.items():
        if name in FIELDS:
            setattr(row, name, value)
    fault = check_row(row)
    told = fault.fields if fault is not None else {}
    if faults := {name: texts for name, texts in told.items() if name in differing}:
        raise Invalid(fields=faults)


def _line(tray: Tray, entry: Entry, name: str, value: Any) -> str:
    if name == PEOPLE:
        rows = [tray.known.people.get(pk) for pk in value]
        return gettext("、").join(row.person.name for row in rows if row is not None)
    if name == COLLEAGUES:
        able = companions_of(tray.book(entry).account)
        return gettext("、").join(user.name for user in able if user.pk in value)
    field = FIELDS[name]
    label = dict(field.flatchoices).get(value, value) if field.choices else value
    return gettext("%(what)s：%(value)s") % {"what": field.verbose_name, "value": label}


def write(tray: Tray, asked: Asked, entry: Entry, text: str) -> Amendment:
    """Add a text to a locked record, under the author's name."""
    if tray.access(entry.visit.account_id) is Access.OPEN:
        require(may_amend(asked.author, entry.visit))
    row: Amendment = checked(
        Amendment(visit=entry.visit, author=asked.author, text=text)
    )
    tray.amendments.append(row)
    return row
