"""⑤⑥ of a plan on paper: from A to B, a resource for each step, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.desk.pages.papers.framing import amount
from kam.documents.rules.paper import (
    Block,
    Fact,
    Facts,
    Lines,
    Place,
    Section,
    Step,
    StepState,
    Way,
)
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from kam.plans.pages.sheet import Place as Stand
    from kam.plans.pages.sheet import SixStepPage, StepCard

DONE, DROPPED = "done", "dropped"


def way_section(page: SixStepPage) -> Section:
    """Return the way from A to B with its resources and sums."""
    part = page.way
    way = Way(_place(part.a), _place(part.b), tuple(_step(one) for one in part.steps))
    sums = [
        Fact(
            gettext("已经投入 / 计划投入"),
            f"{amount(part.spent)} / {amount(part.planned)}",
        )
    ]
    if part.budget:
        sums.append(Fact(gettext("预算上限"), amount(part.budget)))
    if part.cost:
        sums.append(Fact(gettext("每个增量"), amount(part.cost)))
    sums += [Fact(gettext("未计入合计"), one.words) for one in part.others]
    blocks: tuple[Block, ...] = (
        way,
        Facts(tuple(sums)),
        Lines(gettext("主管复核与日期")),
    )
    title = gettext("A→B 转变计划和每步资源")
    return Section(title, blocks, "⑤⑥", column=2)


def _place(stand: Stand) -> Place:
    return Place(
        stand.letter, f"{stand.stage} {stand.label}", stand.words, str(stand.note)
    )


def _step(card: StepCard) -> Step:
    return Step(
        title=card.what,
        state=_state(card),
        state_label=str(card.state_label),
        tag=str(card.move),
        facts=tuple(_facts(card)),
    )


def _state(card: StepCard) -> StepState:
    if card.state == DONE:
        return StepState.DONE
    if card.state == DROPPED:
        return StepState.DROPPED
    return StepState.CURRENT if card.is_next else StepState.OPEN


def _facts(card: StepCard) -> list[Fact]:
    told = [
        (f"⑥ {gettext('资源')}", _resources(card)),
        (gettext("完成标志"), card.sign),
        (gettext("负责人"), _who(card)),
        (gettext("投入"), _money(card)),
        (gettext("拜访"), " · ".join(str(one.words) for one in card.meetings)),
    ]
    return [Fact(label, text) for label, text in told if text]


def _resources(card: StepCard) -> str:
    """Return what the step needs, and what was asked for or booked for it."""
    asked = (f"{one.name} {one.state}" for one in card.bookings)
    return " · ".join(part for part in (card.resource, *asked) if part)


def _who(card: StepCard) -> str:
    told = [card.owner]
    if card.state == DONE and card.done_on:
        told.append(gettext("%(day)s 完成") % {"day": day_words(card.done_on)})
    elif card.due:
        told.append(gettext("截止 %(day)s") % {"day": day_words(card.due)})
    told += [str(card.late), str(card.waits_for)]
    return " · ".join(part for part in told if part)


def _money(card: StepCard) -> str:
    told = [amount(one) for one in (card.spent, card.planned) if one is not None]
    return " · ".join(part for part in (" / ".join(told), *card.sources) if part)
