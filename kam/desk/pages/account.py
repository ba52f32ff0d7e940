"""The account room: everything about one customer on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.accounts.pages import AccountPanels, account_panels
from kam.accounts.pages.shapes import Fact
from kam.accounts.queries.leaving import left_beside
from kam.accounts.queries.room import room_of
from kam.core.clock import today
from kam.desk.pages.people import RoomPerson, room_people
from kam.desk.pages.tabs import KEYS, account_tabs
from kam.desk.pages.timeline import Timeline, timeline_of
from kam.desk.queries.timeline import Place
from kam.judgements.queries import account_standing
from kam.people.scopes import may
from kam.pipeline.pages import Beside, DealsCard, deals_card
from kam.pipeline.queries.platforms import BOOK_KEYS
from kam.plans.pages.glance import PlansCard, plans_card
from kam.plans.queries.beside import plans_beside, plans_from
from kam.questions.pages import Panel, panel_from
from kam.questions.queries import SETTINGS, asked_beside, ledger_of
from kam.resources.pages.cards import SpendCard, spend_card
from kam.resources.queries.beside import briefs_from, of_account_beside
from kam.visits.pages import VisitPanels, account_visit_panels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models.expressions import Combinable

    from kam.accounts.models import Account
    from kam.accounts.pages.people import PersonLine
    from kam.accounts.pages.tabs import RoomTab
    from kam.people.models import User

SHOWN, FIRST_PEOPLE = 8, 24


@dataclass(frozen=True)
class AccountPage:
    """The room, composed of what each area says of the account."""

    pk: int
    tabs: Sequence[RoomTab]
    panels: AccountPanels
    people: Sequence[RoomPerson]
    people_left: int
    everybody_url: str
    questions: Panel
    visits: VisitPanels
    deals: DealsCard
    plans: PlansCard
    resources: SpendCard | None
    timeline: Timeline
    timeline_url: str
    next_url: str
    previous_url: str


def account_page(
    user: User, pk: int, *, everybody: bool = False, met: int | None = None
) -> AccountPage:
    """Build the room of an account in sight in at most twelve statements.

    Of many people the first are shown, in the order of layers, until all are asked for.
    `met` draws the chain of the visits to one person.
    """
    day = today(user.time_zone)
    beside: dict[str, Combinable] = {
        "going": plans_beside(user, "pk"),
        "has_left": left_beside(),
        "booked": of_account_beside("pk", day.replace(month=1, day=1)),
    }
    room = room_of(user, pk, *SETTINGS, *KEYS, *BOOK_KEYS, beside=beside)
    account = room.account
    standing = account_standing(user, account, day)
    visits = account_visit_panels(user, account, met)
    asked = asked_beside(user, day)
    panels = account_panels(user, room, _last_contact(visits), asked)
    ledger = ledger_of(user, account, panels.rows, day, room.settings, standing)
    questions, minds = panel_from(user, account, panels.rows, ledger), ledger.minds
    lines = panels.people.lines
    shown = lines if everybody else _first(lines)
    return AccountPage(
        pk=pk,
        tabs=account_tabs(pk, panels.rows, standing, minds, questions, room.settings),
        panels=panels,
        people=room_people(pk, shown, panels.rows, standing, minds, room.settings),
        people_left=len(lines) - len(shown),
        everybody_url=f"{reverse('desk:account', args=[pk])}?people=all",
        questions=questions,
        visits=visits,
        deals=deals_card(user, account, Beside(panels.rows, standing, room.settings)),
        plans=_plans(user, account, room.beside),
        resources=_resources(user, pk, room.beside["booked"], day),
        timeline=timeline_of(user, account, visits.timeline, Place(), SHOWN),
        timeline_url=reverse("desk:timeline", args=[pk]),
        next_url=reverse("desk:next", args=[pk]),
        previous_url=reverse("desk:previous", args=[pk]),
    )


def _plans(user: User, account: Account, beside: Mapping[str, Any]) -> PlansCard:
    going = plans_from(beside["going"])
    return plans_card(user, account, going, has_left=beside["has_left"])


def _resources(user: User, pk: int, booked: str | None, day: date) -> SpendCard | None:
    if not may(user, "booking", "see"):
        return None
    return spend_card(user, pk, briefs_from(user, booked), day)


def _first(lines: Sequence[PersonLine]) -> list[PersonLine]:
    """Return the first people, and every layer in which nobody is known."""
    people = [line.pk for line in lines if not line.is_ghost]
    shown = set(people[:FIRST_PEOPLE])
    return [line for line in lines if line.is_ghost or line.pk in shown]


def _last_contact(visits: VisitPanels) -> list[Fact]:
    """Return when somebody of us was there last, and whom they met."""
    if not visits.last_notes:
        return [Fact(_("最近接触"), _("还没有"))]
    last = visits.last_notes[0]
    return [Fact(_("最近接触"), last.ago, f"{last.when} {last.title}")]
