"""Questions about the words of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from kam.core.expressions import Joined, split
from kam.visits.models import Quote
from kam.visits.queries.reading import is_hidden, pseudonym
from kam.visits.queries.rows import Quoted

if TYPE_CHECKING:
    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.visits.models import Visit

MOST_SAID = 100
BETWEEN, PARTS = "\x1e", 4
APART, NOTHING = Value(BETWEEN, TextField()), Value("", TextField())


def quotes_of(user: User, visit: Visit) -> list[Quote]:
    """Return the words noted at a visit, in the order they were noted."""
    rows = Quote.objects.visible_to(user).filter(visit=visit)
    found = rows.select_related("stakeholder__person", "author", "visit__account")
    return list(found.order_by("pk"))


def quotes_by(user: User, person: Stakeholder) -> list[Quote]:
    """Return what somebody said at visits, the newest first."""
    rows = Quote.objects.visible_to(user).standing().filter(stakeholder=person)
    found = rows.select_related("stakeholder__person", "author", "visit__account")
    return list(found.order_by("-visit__day", "-pk")[:MOST_SAID])


def with_quotes(rows: Any) -> Any:
    """Add the words noted at each visit; read them with `quoted_of`."""
    said = Quote.objects.standing().filter(visit=OuterRef("pk")).values("visit")
    who = Coalesce(Cast("stakeholder__person__name", TextField()), NOTHING)
    key = Coalesce(Cast("stakeholder_id", TextField()), NOTHING)
    own = Cast("pk", TextField())
    told = Concat(own, APART, key, APART, who, APART, "text", output_field=TextField())
    words = said.annotate(all=Joined(told, "pk")).values("all")
    return rows.annotate(quoted=Subquery(words))


def quoted_of(user: User, row: Any) -> tuple[Quoted, ...]:
    """Return the words noted at an annotated visit, as the reader may read them."""
    if is_hidden(user, "quotes"):
        return ()
    hides = is_hidden(user, "name", "stakeholder")
    found = []
    for one in split(row.quoted):
        pk, speaker, who, text = one.split(BETWEEN, PARTS - 1)
        name = pseudonym(speaker) if hides and speaker else who
        found.append(Quoted(int(pk), int(speaker) if speaker else None, name, text))
    return tuple(found)


def seen_quote(user: User, pk: int) -> Quote:
    """Return one visible quote with its visit and account."""
    found: Quote = Quote.objects.select_related("visit__account").seen(user, pk=pk)
    return found


def speaker_of(user: User, row: Quote) -> str:
    """Return who said it, as the reader may know them."""
    if row.stakeholder is None:
        return ""
    if is_hidden(user, "name", "stakeholder"):
        return pseudonym(row.stakeholder.pk)
    return row.stakeholder.person.name
