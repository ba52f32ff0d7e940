"""Which days at a customer dug a well: something was left that lasts; one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q

from kam.judgements.models import Judgement
from kam.performance.queries.behaviour.visits import submitted
from kam.performance.rules.behaviour import Count as Tally
from kam.questions.models import Asking
from kam.thinking.models import Observation
from kam.visits.models import Action, Visit, VisitPerson
from kam.visits.terms import ActionLevel, VisitState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kam.performance.queries.behaviour.asked import Asked, Tallies

COLUMNS = ("who", "place", "at")


def add_digging(asked: Asked, found: Tallies) -> None:
    """Count each day of a person at an account once, whatever was left there."""
    first, *others = (
        _first_met(asked),
        _written(asked, Judgement.objects.standing(), "author", "account"),
        _written(asked, Observation.objects.standing(), "author", "account"),
        _written(
            asked,
            Asking.objects.standing().filter(answered=True),
            "user",
            "question__account",
        ),
        _company_wide(asked),
    )
    for who, _account, day in first.union(*others):
        found.add(who, asked.part_of(day), "digging", Tally(1, 0))


def _days(rows: QuerySet, who: str, place: str, at: str) -> QuerySet:
    named = rows.order_by().annotate(who=F(f"{who}_id"), place=F(f"{place}_id"))
    return named.annotate(at=F(at)).values_list(*COLUMNS)


def _first_met(asked: Asked) -> QuerySet:
    """Return the visits that met somebody whom no visit had met before."""
    # The day is that of the visit outside: asking the seat for it would cost a join.
    earlier = VisitPerson.objects.filter(
        Q(visit__day__lt=OuterRef(OuterRef("day")))
        | Q(visit__day=OuterRef(OuterRef("day")), visit__lt=OuterRef("visit")),
        stakeholder=OuterRef("stakeholder"),
        visit__state=VisitState.SUBMITTED,
    )
    new = VisitPerson.objects.filter(~Exists(earlier), visit=OuterRef("pk"))
    return _days(submitted(asked).filter(Exists(new)), "owner", "account", "day")


def _written(asked: Asked, rows: QuerySet, who: str, place: str) -> QuerySet:
    """Return what somebody wrote down about a customer on a day they visited."""
    visits = Visit.objects.submitted().filter(
        account=OuterRef(place), owner=OuterRef(who), day=OuterRef("day")
    )
    there = rows.filter(asked.when(who, "day")).filter(Exists(visits.order_by()))
    return _days(there, who, place, "day")


def _company_wide(asked: Asked) -> QuerySet:
    """Return the visits from which an action of the whole company came."""
    rows = Action.objects.filter(
        asked.when("source_visit__owner", "source_visit__day"),
        level=ActionLevel.KAM2,
        source_visit__state=VisitState.SUBMITTED,
    )
    return _days(
        rows, "source_visit__owner", "source_visit__account", "source_visit__day"
    )
