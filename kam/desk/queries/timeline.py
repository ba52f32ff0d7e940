"""The changes of an account beside its visits, page by page.

Visits go by their day and changes by their number, so a page remembers where each of
both stopped; nothing is shown twice and nothing is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, OuterRef, Q, Subquery, When

from kam.audit.queries import entries_where
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.desk.queries.history import Told, told_entries
from kam.people.scopes import hidden_fields, may
from kam.visits.models import Action, Promise

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User

# Visits tell themselves; these are the changes that stand beside them.
NOUNS = ("account", "accountshare", "stakeholder", "action", "promise", "amendment")
SPOKEN: dict[str, type[Action | Promise]] = {"action": Action, "promise": Promise}
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Place:
    """Where a page of the timeline stopped in both sources."""

    day: date = date.max
    visit_id: int = LARGEST_KEY
    entry_id: int = LARGEST_KEY

    def __str__(self) -> str:
        """Return the place as it stands in an address."""
        return f"{self.day}.{self.visit_id}.{self.entry_id}"


def place_from(text: str) -> Place:
    """Read a place from an address."""
    try:
        day, visit_id, entry_id = text.split(".")
        place = Place(date.fromisoformat(day), int(visit_id), int(entry_id))
    except ValueError:
        place = None
    if place is None or max(place.visit_id, place.entry_id) > LARGEST_KEY:
        raise Invalid(
            what=mark("翻页位置无效"),
            todo=mark("请回到列表第一页"),
            fields={"cursor": [mark("翻页位置无效")]},
        )
    return place


def changes_of(user: User, account: Account, before: int, limit: int) -> list[Told]:
    """Return the changes of an account and what belongs to it, newest first."""
    if not may(user, "history", "see"):
        return []
    wanted = Q(account_id=account.pk, noun__in=NOUNS, pk__lt=before)
    found = list(entries_where(wanted).annotate(words=_words()).order_by("-pk")[:limit])
    told = told_entries(user, found, named=False)
    return [
        replace(one, words=entry.words or "") if _may_read(user, one.noun) else one
        for one, entry in zip(told, found, strict=True)
    ]


def _words() -> Case:
    """Return the words of an action or a promise, which an entry alone may not tell."""
    texts = {
        noun: model.objects.filter(pk=OuterRef("object_id")).values("text")
        for noun, model in SPOKEN.items()
    }
    return Case(*(When(noun=n, then=Subquery(text)) for n, text in texts.items()))


def _may_read(user: User, noun: str) -> bool:
    return noun in SPOKEN and "text" not in hidden_fields(user, noun)
