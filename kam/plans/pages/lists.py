"""The list of plans, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from kam.adoption.pages.words import stage_words
from kam.core.clock import today
from kam.core.money import Money
from kam.core.paging import capped_count, paginate
from kam.core.sheets import Sheet
from kam.people.scopes import hidden_fields, may
from kam.plans.pages import sums, words
from kam.plans.queries.listing import (
    Standing,
    every_standing,
    plans_matching,
    standing_of,
)
from kam.plans.queries.one import move_of, moves_of
from kam.plans.rules.limits import PERCENT
from kam.plans.rules.progress import is_late, late_by
from kam.plans.terms import PlanState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from kam.core.paging import CappedCount, Page
    from kam.people.models import User
    from kam.plans.models import Plan
    from kam.web.lists import ListState


@dataclass(frozen=True)
class PlanLine:
    """One plan of a list: A and B, how far it is, what is next, what it costs."""

    pk: int
    name: str
    url: str
    about: str
    account: str
    account_url: str
    owner: str
    state: str
    tone: str
    a: str
    b: str
    reached: int
    done: int
    steps: int
    percent: int
    next: str
    next_due: date | None
    next_words: str
    is_late: bool
    slip: int
    is_slipping: bool
    has_left: bool
    slip_words: str
    by: date | None
    spent: Money
    planned: Money
    cost: Money | None
    others: Sequence[sums.Beside] = ()


@dataclass(frozen=True)
class PlanListPage:
    """One page of plans."""

    lines: Sequence[PlanLine]
    paging: Page
    count: CappedCount
    state: ListState
    may_create: bool
    may_import: bool


def plan_list_page(user: User, state: ListState) -> PlanListPage:
    """Read one page of the list; cost: three statements."""
    day = today(user.time_zone)
    rows = plans_matching(user, state.filters, day)
    page = paginate(rows, order=state.order, cursor=state.cursor)
    return PlanListPage(
        lines=[plan_line(user, one, day) for one in standing_of(page.rows, day)],
        paging=page,
        count=capped_count(rows),
        state=state,
        may_create=may(user, "plan", "create"),
        may_import=may(user, "import", "create"),
    )


def plan_line(user: User, told: Standing, day: date) -> PlanLine:
    """Say one plan; no statement."""
    plan, progress = told.plan, told.progress
    step = told.next if told.is_going else None
    still = told.is_going and is_late(moves_of(told.steps), day)
    state = PlanState(plan.state)
    currency = plan.currency
    late = late_by(move_of(step), day) if step else 0
    account = plan.account
    return PlanLine(
        pk=plan.pk,
        name=words.name_of(user, plan),
        url=reverse("desk:plan", args=[plan.pk]),
        about=about_of(user, plan),
        account=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        owner=account.owner.name if account.owner else "",
        state=str(state.label),
        tone=words.PLAN_TONES[state],
        a=stage_words(plan.stage_a),
        b=stage_words(plan.stage_b),
        reached=progress.stage,
        done=progress.done,
        steps=progress.steps,
        percent=round(progress.share * PERCENT),
        next=words.what_of(user, step) if step else "",
        next_due=step.due if step else None,
        next_words=_due_words(step.due, late, day) if step and step.due else "",
        is_late=late > 0,
        slip=progress.slip,
        is_slipping=still,
        has_left=told.has_left,
        slip_words=_slip_words(told, still=still),
        by=plan.by,
        spent=Money(progress.spent, currency),
        planned=Money(progress.planned, currency),
        cost=sums.each_of(progress, currency),
        others=sums.others_of(progress),
    )


def _slip_words(told: Standing, *, still: bool) -> str:
    shown = told.is_going or told.plan.is_closed
    return words.slip_words(told.progress.slip, still=still) if shown else ""


def _due_words(due: date, late: int, day: date) -> str:
    return words.days_late(late) if late else words.days_left((due - day).days)


def about_of(user: User, plan: Plan) -> str:
    """Return the person and the product of a plan, as the reader may read them."""
    person = ""
    if plan.stakeholder_id is not None:
        hides = "name" in hidden_fields(user, "stakeholder")
        seat = plan.stakeholder
        person = (
            f"P{plan.stakeholder_id}"
            if hides or seat is None
            else str(seat.person.name)
        )
    product = plan.product.name if plan.product is not None else ""
    return " · ".join(part for part in (person, product) if part)


def plan_sheet(user: User, state: ListState) -> Sheet:
    """Return exactly the plans of the list, all pages of it."""
    day = today(user.time_zone)
    cells = _cells(user)
    rows = plans_matching(user, state.filters, day)
    return Sheet(
        title=gettext("客户计划"),
        columns=list(cells),
        rows=_taken(user, every_standing(rows, state.order, day), cells, day),
    )


def _taken(
    user: User,
    rows: Iterator[Standing],
    cells: dict[str, Callable[[PlanLine], object]],
    day: date,
) -> Iterator[Sequence[object]]:
    for told in rows:
        line = plan_line(user, told, day)
        yield [read(line) for read in cells.values()]


def _cells(user: User) -> dict[str, Callable[[PlanLine], object]]:
    told: dict[str, Any] = {
        pgettext("noun", "客户"): lambda line: line.account,
        gettext("客户计划"): lambda line: line.name,
        gettext("对谁、推什么"): lambda line: line.about,
        pgettext("plan", "状态"): lambda line: line.state,
        "A": lambda line: line.a,
        "B": lambda line: line.b,
        gettext("完成的步骤"): lambda line: line.done,
        gettext("步骤"): lambda line: line.steps,
        gettext("下一步做什么"): lambda line: line.next,
        gettext("下一步期限"): lambda line: line.next_due,
        gettext("晚几天"): lambda line: line.slip,
        gettext("哪天前走到 B"): lambda line: line.by,
        gettext("计划投入"): lambda line: line.planned.major,
        gettext("已经投入"): lambda line: line.spent.major,
        gettext("每个增量"): lambda line: line.cost.major if line.cost else None,
        gettext("币种"): lambda line: line.spent.currency,
        gettext("其他币种的预订"): lambda line: sums.beside_list(line.others),
        gettext("负责人"): lambda line: line.owner,
    }
    if "name" in hidden_fields(user, "plan"):
        told.pop(gettext("下一步做什么"))
    return told
