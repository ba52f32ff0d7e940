"""What accounts, people, actions and messages tell: one statement for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Value

from kam.accounts.models import Account, Stakeholder
from kam.accounts.terms import Layer
from kam.needs.models import Message
from kam.performance.queries.behaviour.asked import NOW
from kam.performance.rules.behaviour import Count as Tally
from kam.plans.models import Plan
from kam.visits.models import Action, Visit, VisitColleague
from kam.visits.terms import ActionLevel, VisitState

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet

    from kam.performance.queries.behaviour.asked import Asked, Tallies

COLUMNS = ("who", "key", "part", "k", "n")
KEY_LAYERS = (Layer.DECISION, Layer.MANAGEMENT)


def add_standing(asked: Asked, found: Tallies) -> None:
    """Count what stands with the accounts, and actions and messages; one statement."""
    first, *others = (
        _people(asked, "written_up", Q(writeup_done_at__isnull=False), Q()),
        _people(asked, "cared", Q(pk__in=[]), Q(layer__in=KEY_LAYERS)),
        _people(asked, "plans", _planned(), Q(layer__in=KEY_LAYERS)),
        _together(asked),
        _actions(asked),
        _messages(asked),
    )
    for who, key, part, k, n in first.union(*others, all=True):
        found.add(who, part, key, Tally(k, n))


def _told(rows: QuerySet, key: str, part: Any, k: Q, owner: str) -> QuerySet:
    """Return k of n for each owner, in the columns that all of them share."""
    named = rows.order_by().annotate(
        who=F(owner), key=Value(key, CharField()), part=part
    )
    counted = named.values("who", "key", "part").annotate(
        k=Count("pk", filter=k), n=Count("pk")
    )
    return counted.values_list(*COLUMNS)


def _today() -> Value:
    return Value(NOW, CharField())


def _people(asked: Asked, key: str, k: Q, whom: Q) -> QuerySet:
    """Count people still there, of one's own active accounts."""
    rows = Stakeholder.objects.active().filter(
        whom, account__owner__in=asked.people, account__archived_at__isnull=True
    )
    return _told(rows, key, _today(), k, "account__owner_id")


def _planned() -> Q:
    """Return the people with a plan from A to B under way."""
    going = Plan.objects.active().filter(stakeholder=OuterRef("pk"))
    return Q(Exists(going.order_by()))


def _together(asked: Asked) -> QuerySet:
    """Count accounts where a colleague was lately, came along, or has something to do.

    Whoever came along counts to a visit of the owner, and the owner to one of theirs.
    """
    visits = Visit.objects.submitted().filter(
        account=OuterRef("pk"), day__gte=asked.lately, day__lte=asked.today
    )
    actions = Action.objects.filter(account=OuterRef("pk"), due_on__gte=asked.lately)
    along = VisitColleague.objects.filter(
        visit__account=OuterRef("pk"),
        visit__state=VisitState.SUBMITTED,
        visit__day__gte=asked.lately,
        visit__day__lte=asked.today,
    )
    together = Q(Exists(along.exclude(user=OuterRef("owner"))))
    for theirs in (visits, actions):
        together |= Q(Exists(theirs.exclude(owner=OuterRef("owner")).order_by()))
    rows = Account.objects.active().filter(owner__in=asked.people)
    return _told(rows, "together", _today(), together, "owner_id")


def _actions(asked: Asked) -> QuerySet:
    rows = Action.objects.filter(asked.when("owner", "due_on"))
    whole = Q(level=ActionLevel.KAM2)
    return _told(rows, "long_term", asked.part("due_on"), whole, "owner_id")


def _messages(asked: Asked) -> QuerySet:
    rows = Message.objects.filter(asked.when("author", "day"))
    ready = Q(ready_at__isnull=False)
    return _told(rows, "relevant", asked.part("day"), ready, "author_id")
