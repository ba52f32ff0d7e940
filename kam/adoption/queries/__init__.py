"""Questions about the ladder; judgements answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.judgements.models import Judgement
from kam.judgements.queries import account_history
from kam.judgements.rules.scales import GATES, INFLUENCE, TARGET

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.judgements.queries import Held
    from kam.people.models import User

ASPECTS = (*GATES, TARGET, INFLUENCE)
MOST = 20_000
Judged = tuple["date", str, int]


def ladder_rows(user: User, account: Account, day: date) -> list[Held]:
    """Return gates, targets and influence of an account's people, the oldest first.

    Cost: one statement.
    """
    return account_history(user, account, day, ASPECTS)


def judged_everywhere(user: User, product_id: int, day: date) -> list[list[Judged]]:
    """Return the gates of a product in all accounts in sight, person by person.

    Cost: one statement, at most `MOST` rows, the newest.
    """
    rows = Judgement.objects.visible_to(user).standing().by(day)
    found = rows.filter(product_id=product_id, aspect__in=GATES)
    told = found.order_by("-day", "-id").values_list(
        "stakeholder_id", "day", "aspect", "value"
    )[:MOST]
    people: dict[int, list[Judged]] = {}
    for pk, at, gate, value in reversed(told):
        people.setdefault(pk, []).append((at, gate, value))
    return list(people.values())
