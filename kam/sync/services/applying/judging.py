"""Items about what is held true of somebody: answers to the gates, and other scales."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.accounts.services import refuse_erased
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.judgements.policies import may_judge
from kam.judgements.rules.scales import SCALES
from kam.judgements.services import Opinion
from kam.judgements.services.judging import row_of
from kam.people.days import require_past
from kam.people.policies import require
from kam.sync.rules.bodies import BAD_VALUE
from kam.sync.services.known import Access
from kam.sync.services.outcomes import NoAccess, done
from kam.sync.services.reading import is_number, told_day, told_text
from kam.sync.services.tray import checked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.sync.services.applying.asking import Asked
    from kam.sync.services.outcomes import Outcome
    from kam.sync.services.tray import Tray

TEXTS = ("evidence", "source", "confidence", "side")
KNOWN = frozenset({*TEXTS, "stakeholder_id", "product_id", "day", "values"})
UNSEEN = mark("没有找到，或者您无权查看")


def add(tray: Tray, asked: Asked) -> Outcome:
    """Write down what is held true of somebody: all of it, or nothing.

    What was held before stays, as on the page.
    """
    stakeholder = tray.known_person(asked.wanted.get("stakeholder_id"))
    access = tray.access(stakeholder.account_id)
    if access is Access.LATE:
        raise NoAccess
    if access is Access.OPEN:
        require(may_judge(asked.author, stakeholder.account))
    refuse_erased(stakeholder.person)
    rows = [
        checked(row_of(asked.author, stakeholder, opinion, tray.today))
        for opinion in _opinions(tray, asked)
    ]
    for row in rows:
        require_past(row.day, tray.today)
    tray.judgements += rows
    return done(rows[0])


def _opinions(tray: Tray, asked: Asked) -> list[Opinion]:
    wanted = asked.wanted
    values = _values(wanted)
    product_id: Any = wanted.get("product_id")
    is_seen = is_number(product_id) and product_id in tray.known.products
    if product_id is not None and not is_seen:
        raise Invalid(fields={"product_id": [UNSEEN]})
    evidence, day = told_text(wanted, "evidence"), _day(asked)
    told = {name: wanted[name] for name in TEXTS[1:] if name in wanted}
    return [
        Opinion(aspect, value, evidence, day=day, product_id=product_id, **told)
        for aspect, value in values.items()
    ]


def _values(wanted: Mapping[str, Any]) -> Mapping[str, int]:
    faults = {n[:40]: [BAD_VALUE] for n in wanted if n not in KNOWN}
    faults |= {n: [BAD_VALUE] for n in TEXTS if not isinstance(wanted.get(n, ""), str)}
    values: Any = wanted.get("values")
    is_told = isinstance(values, dict) and 0 < len(values) <= len(SCALES)
    if not is_told or not all(map(is_number, values.values())):
        faults["values"] = [BAD_VALUE]
    if faults:
        raise Invalid(fields=faults)
    told: Mapping[str, int] = values
    return told


def _day(asked: Asked) -> date:
    wanted = asked.wanted
    return told_day(wanted, "day") if wanted.get("day") else asked.day
