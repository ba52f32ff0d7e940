"""What groups are called, and the open ones that a page names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.catalog.models import Product
from kam.people.codes import person_code
from kam.people.models import Team, User
from kam.people.scopes import hidden_fields
from kam.pipeline.models import Opportunity, Placement
from kam.pipeline.queries.listing import WITH, with_next_step

if TYPE_CHECKING:
    from collections.abc import Iterable


def names_of(user: User, by: str, keys: Iterable[str]) -> dict[str, str]:
    """Return what groups are called; one statement, none for whoever reads codes."""
    wanted = [int(key) for key in keys if key]
    if by == "owner" and "name" in hidden_fields(user, "behaviour"):
        return {str(pk): person_code(pk) for pk in wanted}
    model: Any = {"owner": User, "team": Team, "product": Product}[by]
    rows = model.objects.filter(pk__in=wanted).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


def opportunities_named(user: User, keys: Iterable[int]) -> dict[int, Any]:
    """Return some opportunities in sight with their next step; one statement."""
    rows = Opportunity.objects.visible_to(user).filter(pk__in=list(keys))
    return {row.pk: row for row in with_next_step(user, rows.select_related(*WITH))}


def stays_named(user: User, keys: Iterable[int]) -> dict[int, Any]:
    """Return where some accounts in sight stand, and what is next; one statement."""
    rows = Placement.objects.visible_to(user).current()
    rows = rows.filter(account_id__in=list(keys)).select_related("account__owner")
    return {row.account_id: row for row in with_next_step(user, rows)}
