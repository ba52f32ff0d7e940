"""Everything that is held of a person, in the accounts the reader may tell of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce

from kam.accounts.models import Person, Stakeholder
from kam.audit.models import Entry
from kam.audit.rules import plain
from kam.core.clock import now
from kam.core.errors import NotFound
from kam.people.policies import require
from kam.privacy.models import Erasure
from kam.privacy.policies import may_erase, may_tell
from kam.privacy.queries.rows import mentions_in, models, rows_of, whom
from kam.visits.models import Visit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model, QuerySet

    from kam.people.models import User
    from kam.privacy.queries.rows import Whom
    from kam.privacy.rules.fields import Declared

FORMAT = "kam.person/1"


@dataclass(frozen=True)
class Holding:
    """How much is held of a person, by kind, and whether all of it is in reach."""

    place: Stakeholder
    rows: Sequence[tuple[str, int]]
    mentions: int
    elsewhere: int
    is_erased: bool


def holding_of(user: User, pk: int) -> Holding:
    """Count what is held of somebody in an account the user may tell of."""
    rows = Stakeholder.objects.visible_to(user).select_related("person", "account")
    place: Stakeholder | None = rows.filter(pk=pk).first()
    if place is None:
        raise NotFound
    require(may_tell(user, place.account))
    about = whom(place.person)
    linked = [(d, model) for d, model in models() if d.link or d.name]
    counts = _counted([rows_of(about, d, model) for d, model in linked])
    mentions = _counted([mentions_in(about, d, model) for d, model in models()])
    return Holding(
        place=place,
        rows=[
            (model._meta.label, n)
            for (_d, model), n in zip(linked, counts, strict=True)
            if n
        ],
        mentions=sum(mentions),
        elsewhere=sum(not may_erase(user, row.account) for row in about.places),
        is_erased=Erasure.objects.filter(person_id=place.person_id).exists(),
    )


def _counted(rows: Sequence[QuerySet[Any]]) -> list[int]:
    """Count several questions in one statement."""
    counts = {
        f"n{place}": Coalesce(Subquery(_count(one)), 0)
        for place, one in enumerate(rows)
    }
    told = Person.objects.order_by("pk").values_list(*counts.values())[:1]
    return list(next(iter(told), ()))


def _count(rows: QuerySet[Any]) -> QuerySet[Any]:
    whole = rows.order_by().annotate(whole=Value(1)).values("whole")
    return whole.annotate(n=Count("*")).values("n")


def receipts_of(user: User, person_id: int) -> list[Erasure]:
    """Return the receipts of a person's erasure."""
    rows = Erasure.objects.visible_to(user).filter(person_id=person_id)
    return list(rows.select_related("actor"))


def told(actor: User | None, person: Person) -> dict[str, Any]:
    """Return everything held of a person as plain JSON.

    Rows of accounts that the actor may not tell of are left out, and counted.
    """
    about = whom(person)
    seen = [row for row in about.places if may_tell(actor, row.account)]
    if not seen:
        raise NotFound
    inside = replace(about, places=seen)
    return {
        "format": FORMAT,
        "made_at": now().isoformat(),
        "person_id": person.pk,
        "accounts_left_out": len(about.places) - len(seen),
        "accounts": {str(row.account_id): row.account.name for row in seen},
        "records": _records(inside),
        "mentions": _mentions(actor, inside),
        "visits": _visits(inside),
        "history": _history(inside),
    }


def _plain(row: Any, names: Sequence[str] = ()) -> dict[str, Any]:
    fields = [f.attname for f in row._meta.concrete_fields]
    return {n: plain(getattr(row, n)) for n in (*(names or fields),)}


def _records(about: Whom) -> dict[str, list[dict[str, Any]]]:
    found = {
        model._meta.label: [
            _plain(row) for row in rows_of(about, declared, model).order_by("pk")
        ]
        for declared, model in models()
        if declared.link or declared.name
    }
    return {label: rows for label, rows in found.items() if rows}


def _mentions(actor: User | None, about: Whom) -> dict[str, list[dict[str, Any]]]:
    found = {
        model._meta.label: [
            _plain(row, ("id", *declared.searched))
            for row in _readable(actor, about, declared, model).order_by("pk")
        ]
        for declared, model in models()
    }
    return {label: rows for label, rows in found.items() if rows}


def _readable(
    actor: User | None, about: Whom, declared: Declared, model: type[Model]
) -> QuerySet[Any]:
    """Leave out texts of territories that the actor does not see."""
    rows = mentions_in(about, declared, model)
    if actor is None or not declared.apart:
        return rows
    seen = model._default_manager.visible_to(actor)  # type: ignore[attr-defined]
    return rows.filter(pk__in=seen.values("pk"))


def _visits(about: Whom) -> list[dict[str, Any]]:

    rows = Visit.objects.filter(people__in=about.ids).distinct().order_by("pk")
    return [_plain(row) for row in rows]


def _history(about: Whom) -> list[dict[str, Any]]:
    wanted = Q(noun="person", object_id=about.person.pk)
    wanted |= Q(noun="stakeholder", object_id__in=about.ids)
    rows = Entry.objects.filter(wanted).select_related("detail", "actor")
    return [
        {
            "at": entry.at.isoformat(),
            "by": entry.actor.name if entry.actor else None,
            "verb": entry.verb,
            "noun": entry.noun,
            "object_id": entry.object_id,
            "values": {
                name: parts[1:]
                for name, parts in getattr(
                    getattr(entry, "detail", None), "values", {}
                ).items()
            },
        }
        for entry in rows.order_by("pk")
    ]
