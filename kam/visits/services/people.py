"""The people of an account that a visit may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.accounts.rules.erased import is_erased
from kam.accounts.services import refuse_erased_among
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.visits.models import VisitPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.visits.models import Visit

STRANGERS = mark("只能选择这个客户的人")


def require_people(
    account_id: int, people: Iterable[int], visit: Visit | None = None
) -> None:
    """Refuse people who do not belong to the account, who do not exist, or are erased.

    Whoever took part in `visit` before being erased stays in it. One statement; two
    where somebody was erased.
    """
    wanted = set(people)
    if not wanted:
        return
    inside = Stakeholder.objects.filter(account_id=account_id, pk__in=wanted)
    keys = dict(inside.values_list("pk", "person__name_key"))
    if len(keys) != len(wanted):
        raise Invalid(fields={"people": [STRANGERS]})
    gone = {pk for pk, key in keys.items() if is_erased(key)}
    if gone and visit is not None:
        took_part = VisitPerson.objects.filter(visit=visit, stakeholder_id__in=gone)
        gone -= set(took_part.values_list("stakeholder_id", flat=True))
    refuse_erased_among(gone, "people")
