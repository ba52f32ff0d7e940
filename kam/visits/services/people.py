"""The people of an account that a visit may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.accounts.rules.erased import is_erased
from kam.accounts.services import refuse_erased_among
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.visits.models import VisitColleague, VisitPerson
from kam.visits.queries.company import companions_of
from kam.visits.services.ledger import COLLEAGUES, PEOPLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from kam.accounts.models import Account
    from kam.visits.models import Visit

OUTSIDERS = mark("协同的人要看得到这个客户；要带别的同事，先把客户共享给他")
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


def require_company(
    account: Account, colleagues: Iterable[int], visit: Visit | None = None
) -> None:
    """Refuse to take along who does not see the account.

    Whoever came along before stays in the visit. Cost: nothing where nobody comes.
    """
    wanted = set(colleagues)
    if not wanted:
        return
    able = {user.pk for user in companions_of(account)}
    strange = wanted - able
    if strange and visit is not None:
        came = VisitColleague.objects.filter(visit=visit, user_id__in=strange)
        strange -= set(came.values_list("user_id", flat=True))
    if strange:
        raise Invalid(fields={"colleagues": [OUTSIDERS]})


def require_those(visit: Visit, values: Mapping[str, Any]) -> None:
    """Check whom a change of a visit names: people of the account, and colleagues."""
    require_people(visit.account_id, values.get(PEOPLE, ()), visit)
    require_company(visit.account, values.get(COLLEAGUES, ()), visit)
