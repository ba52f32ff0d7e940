"""Plans that wait for a decision, brought along with a row that is read anyway."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, Subquery, Value
from django.db.models.functions import JSONObject

from kam.accounts.queries.leaving import kept
from kam.blueprints.models import Blueprint
from kam.blueprints.queries.asking import to_decide
from kam.core.expressions import Joined, split

if TYPE_CHECKING:
    from kam.people.models import User

# Today tells no more than this; then it says that there is more.
MOST_WAITING = 20


class Waiting(NamedTuple):
    """A plan that somebody is to decide on."""

    pk: int
    account: str
    year: int
    number: int
    who: str


FIELDS = {
    "pk": F("pk"),
    "account": F("account__name"),
    "year": F("year"),
    "number": F("number"),
    "who": F("submitted_by__name"),
}


def to_decide_beside(user: User) -> Subquery:
    """Return an annotation: what waits for somebody; read it with `waiting_from`."""
    rows = Blueprint.objects.visible_to(user).filter(kept("account"))
    first = rows.filter(to_decide(user)).order_by("submitted_at", "pk").values("pk")
    found = Blueprint.objects.filter(pk__in=first[:MOST_WAITING]).order_by()
    told = found.annotate(one=Value(1)).values("one")
    packed = told.annotate(told=Joined(JSONObject(**FIELDS), F("submitted_at")))
    return Subquery(packed.values("told"))


def waiting_from(text: str | None) -> list[Waiting]:
    """Return the plans such an annotation brought along, the longest waiting first."""
    rows = [json.loads(part) for part in split(text)]
    return [Waiting(**{**row, "who": row["who"] or ""}) for row in rows]
