"""微观市场营销: one territory, the right customer, information and frequency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kam.core.clock import today
from kam.desk.pages.territory.blocks import (
    RightCustomer,
    RightFrequency,
    RightInformation,
    right_customer,
    right_frequency,
    right_information,
)
from kam.desk.queries.territory import customers_of, steps_due, territory_of
from kam.desk.terms import Veil
from kam.people.queries import holders_now
from kam.people.scopes import hidden_fields, may
from kam.performance.pages.targets.territory import Standing, standing_of
from kam.plans.pages.glance import DueLine, due_line
from kam.web.figures import Stat
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kam.people.models import Territory, User
    from kam.plans.queries.beside import Due

MOST_STEPS = 6


@dataclass(frozen=True)
class StepDue:
    """A step that is due, and how many resources were asked for it."""

    due: DueLine
    booked: str
    ask_url: str


@dataclass(frozen=True, kw_only=True)
class TerritoryPage:
    """Everything the dashboard of a territory shows."""

    territory: Territory
    title: str
    holder: str
    stats: list[Stat]
    standing: Standing | None
    customer: RightCustomer
    information: RightInformation
    frequency: RightFrequency
    steps: list[StepDue]
    steps_more: int
    may_plan: bool
    frontier_url: str


def territory_page(user: User, pk: int) -> TerritoryPage:
    """Build the dashboard of a territory in sight in at most fifteen statements."""
    day = today(user.time_zone)
    territory = territory_of(user, pk)
    rows = customers_of(user, pk, day)
    steps = steps_due(user, pk, day)
    standing = standing_of(user, pk)
    may_plan = may(user, "visit", "create")
    customer = right_customer(rows, pk, may_plan=may_plan)
    frequency = right_frequency(rows, day, may_plan=may_plan)
    return TerritoryPage(
        territory=territory,
        title=str(territory),
        holder=_holder(user, territory),
        stats=_stats(standing, customer, frequency, len(steps)),
        standing=standing,
        customer=customer,
        information=right_information(rows),
        frequency=frequency,
        steps=_steps(user, steps, day),
        steps_more=max(len(steps) - MOST_STEPS, 0),
        may_plan=may_plan,
        frontier_url=reverse("performance:frontier"),
    )


def holder_name(user: User, name: str) -> str:
    """Name who works a territory; who may not know names beside figures does not."""
    if "name" in hidden_fields(user, "behaviour"):
        return say(Veil.RESTRICTED.value)
    return name


def _holder(user: User, territory: Territory) -> str:
    held = holders_now([territory.pk], user).get(territory.pk)
    return holder_name(user, held.user.name) if held else ""


def _steps(user: User, steps: Sequence[Due], day: date) -> list[StepDue]:
    may_ask = may(user, "booking", "create")
    return [_step(user, one, day, may_ask=may_ask) for one in steps[:MOST_STEPS]]


def _step(user: User, one: Due, day: date, *, may_ask: bool) -> StepDue:
    n: int = one.step.booked  # type: ignore[attr-defined]
    told = ngettext("%(n)s 项资源", "%(n)s 项资源", n) % {"n": n}
    ask = f"{reverse('desk:ask')}?step={one.step.pk}"
    return StepDue(
        due=due_line(user, one, day),
        booked=told if n else "",
        ask_url=ask if may_ask and not n else "",
    )


def _stats(
    standing: Standing | None,
    customer: RightCustomer,
    frequency: RightFrequency,
    steps: int,
) -> list[Stat]:
    kept = frequency.kept
    share = "—" if kept is None else f"{round(kept * 100)}%"
    below = ngettext("%(n)s 家低于频率", "%(n)s 家低于频率", frequency.below)
    return [
        _index(standing),
        _target(standing),
        Stat(pgettext("list", "客户"), str(customer.total), "", "", "#customer"),
        Stat(_("拜访频率"), share, below % {"n": frequency.below}, "", "#frequency"),
        Stat(_("到期的步骤"), str(steps), _("两周内和逾期的"), "", "#steps"),
    ]


def _index(standing: Standing | None) -> Stat:
    if standing is None:
        return Stat(_("PF 指数"), "—", _("还没有比较过"), "", "#standing")
    told = " · ".join(part for part in (standing.interval, standing.class_text) if part)
    return Stat(_("PF 指数"), standing.index, told, "", "#standing")


def _target(standing: Standing | None) -> Stat:
    label = pgettext("target", "商定目标")
    if standing is None:
        return Stat(label, "—", "", "", "#target")
    panel = standing.target
    last = f"{standing.period} {panel.last.text}" if panel.last else ""
    note = " · ".join(part for part in (panel.period, last) if part)
    return Stat(label, panel.facts[1].value, note, "", "#target")
