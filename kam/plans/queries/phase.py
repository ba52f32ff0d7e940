"""In which phase the work with an account is, from who was met and what was judged.

Which record shows that an item holds is ours; the deck does not say it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery

from kam.accounts.terms import Layer
from kam.adoption.rules import limits as ladder
from kam.adoption.rules.ladder import stays
from kam.judgements.rules.scales import BUSINESS, GATES, PERSONAL, SCALES
from kam.needs.models import Problem
from kam.people.days import local_day
from kam.plans.rules import limits as own
from kam.plans.rules.phases import standing_of
from kam.plans.rules.runs import held_since
from kam.relations.rules.map import HIGH_KEY
from kam.relations.rules.matrix import PARTNER, class_of
from kam.visits.models import Visit, VisitPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from kam.accounts.models import Account
    from kam.core.settings_book import Value
    from kam.judgements.queries import Held
    from kam.people.models import User
    from kam.plans.rules.phases import Standing

HERE = OuterRef("pk")
JOINT = SCALES[BUSINESS].high
SENIOR = (Layer.DECISION, Layer.MANAGEMENT)
ASPECTS = (BUSINESS, PERSONAL, *GATES)
SETTINGS = (*own.KEYS, *ladder.KEYS, HIGH_KEY)


def first_days(user: User) -> dict[str, Subquery]:
    """Return annotations of an account: when somebody senior was met, a need noted."""
    met = met_in(user).filter(stakeholder__layer__in=SENIOR)
    needs = needs_in(user).order_by("day", "pk")
    return {
        "met": Subquery(met.order_by("visit__day").values("visit__day")[:1]),
        "need": Subquery(needs.values("day")[:1]),
    }


def met_in(user: User) -> QuerySet[VisitPerson]:
    """Return whom submitted visits to the account outside met.

    The account is named here: inside a query within this one, `HERE` would be a seat.
    """
    visits = Visit.objects.visible_to(user).submitted()
    return VisitPerson.objects.filter(visit__account=HERE, visit__in=visits)


def needs_in(user: User) -> QuerySet[Problem]:
    """Return the ways of thinking that somebody of the account was asked about."""
    rows: QuerySet[Problem] = Problem.objects.visible_to(user).active()
    return rows.filter(account=HERE).filter(Q(template="") | ~Q(note=""))


def signs_of(
    first: Mapping[str, date | None], rows: Iterable[Held], chosen: Mapping[str, Value]
) -> dict[str, date]:
    """Return since when each item that ends a phase holds; none that does not.

    `first` is what `first_days` brought along, `rows` the history of judgements with
    the oldest first, `chosen` the values of `SETTINGS`. No statement.
    """
    found = {"met": first["met"], "need": first["need"], **_judged(rows, chosen)}
    return {key: at for key, at in found.items() if at is not None}


def phase_of(
    user: User, account: Account, signs: Mapping[str, date], day: date
) -> Standing:
    """Return the phase of an account as of a day; no statement."""
    began = min([local_day(user, account.created_at), *signs.values(), day])
    return standing_of(signs, began, day)


def _judged(
    rows: Iterable[Held], chosen: Mapping[str, Value]
) -> dict[str, date | None]:
    """Return since when somebody is a partner, uses, and wrote a joint goal with us."""
    high, using = int(chosen[HIGH_KEY]), int(chosen[own.USING.key])
    scores: dict[int, dict[str, int]] = {}
    partners, joint = [], []
    gates: dict[tuple[int, int | None], list[tuple[date, str, int]]] = {}
    for row in rows:
        whom = row.stakeholder_id
        if row.aspect in GATES:
            told = (row.day, row.aspect, row.value)
            gates.setdefault((whom, row.product_id), []).append(told)
        elif row.aspect in ASPECTS:
            known = scores.setdefault(whom, {})
            known[row.aspect] = row.value
            relation = class_of(known.get(BUSINESS), known.get(PERSONAL), high)
            partners.append((whom, row.day, relation == PARTNER))
            joint.append((whom, row.day, known.get(BUSINESS, 0) >= JOINT))
    bounds = ladder.limits_from({key: chosen[key] for key in ladder.KEYS})
    climbs = [
        (key, stay.since, stay.stage >= using)
        for key, seen in gates.items()
        for stay in stays(seen, bounds)
    ]
    return {
        "partner": held_since(partners),
        "using": held_since(climbs),
        "joint": held_since(joint),
    }
