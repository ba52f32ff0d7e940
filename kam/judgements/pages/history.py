"""Everything that was ever held of somebody, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.accounts.pages.tabs import PersonLink, person_links
from kam.accounts.policies import may_take_back
from kam.catalog.queries import product_names
from kam.core.clock import today
from kam.judgements.pages.judging import who_is
from kam.judgements.pages.words import HeldLine, held_line
from kam.judgements.policies import may_judge
from kam.judgements.queries import person_history
from kam.judgements.rules.freshness import AGEING_AFTER
from kam.judgements.rules.scales import BUSINESS, INFLUENCE, PERSONAL
from kam.judgements.terms import Aspect
from kam.people.queries import setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.accounts.models import Stakeholder
    from kam.judgements.queries import Held
    from kam.people.models import User


@dataclass(frozen=True)
class Choice:
    """Something that can be judged here."""

    label: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A judgement, and whether the reader may take it back."""

    line: HeldLine
    may_retract: bool


@dataclass(frozen=True)
class HistoryPage:
    """What is held of somebody and was held before."""

    who: str
    account: str
    account_url: str
    person_url: str
    links: Sequence[PersonLink]
    choices: Sequence[Choice]
    entries: Sequence[Entry]


def history_page(user: User, stakeholder: Stakeholder) -> HistoryPage:
    """Build the page; cost: three statements."""
    day, after = today(user.time_zone), int(setting(AGEING_AFTER.key))
    rows = person_history(user, stakeholder)
    products = product_names({row.product_id for row in rows if row.product_id})
    is_open = not stakeholder.person.is_erased
    may = is_open and may_judge(user, stakeholder.account)
    return HistoryPage(
        who=who_is(user, stakeholder),
        account=stakeholder.account.name,
        account_url=reverse("desk:account", args=[stakeholder.account_id]),
        person_url=reverse("accounts:person", args=[stakeholder.pk]),
        links=person_links(
            stakeholder.pk, stakeholder.account_id, "judgements:history"
        ),
        choices=_choices(stakeholder) if may else [],
        entries=[
            Entry(held_line(row, day, after, products), _may(user, stakeholder, row))
            for row in rows
        ],
    )


def _choices(stakeholder: Stakeholder) -> list[Choice]:
    return [
        Choice(
            str(Aspect(aspect).label),
            reverse("judgements:judge", args=[stakeholder.pk, aspect]),
        )
        for aspect in (INFLUENCE, BUSINESS, PERSONAL)
    ]


def _may(user: User, stakeholder: Stakeholder, row: Held) -> bool:
    return may_take_back(user, stakeholder.account, "judgement", row.author_id)
