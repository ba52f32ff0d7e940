"""⑤⑥ of the one page: from A to B, a resource for each step, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.adoption.pages.words import stage_label
from kam.core.money import Money
from kam.judgements.policies import may_judge
from kam.plans.pages import sums, words
from kam.plans.pages.sheet.anew import anew_url
from kam.plans.pages.sheet.stepping import BookingMark, Place, StepCard, Tread, WayPart
from kam.plans.pages.sheet.visits import meeting_of
from kam.plans.queries.one import aim_of, move_of
from kam.plans.rules.checks import MISSING, is_over_budget, missing_of
from kam.plans.rules.limits import KEYS, PERCENT, limits_from
from kam.plans.rules.progress import late_by
from kam.plans.terms import StepKind, StepState
from kam.resources.pages.words import days_words, state_words
from kam.web.doors import address_of
from kam.web.speech import say
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kam.people.models import User
    from kam.plans.models import Plan, Step
    from kam.plans.queries.sheet import Read
    from kam.plans.rules.costs import Cost
    from kam.plans.rules.progress import Progress
    from kam.resources.queries.beside import Brief

DOORS = {
    "finish": "plans:finish",
    "link": "plans:link",
    "edit": "plans:step",
    "place": "plans:place",
    "drop": "plans:drop",
    "reopen": "plans:step-reopen",
}
WIDE, TALL, LOW, FILL = 100, 40, 10, 0.94


def way_part(user: User, read: Read, progress: Progress, *, may: bool) -> WayPart:
    """Say it; `progress` is the plan's today."""
    plan = read.plan
    currency = plan.currency
    kept = [step for step in read.steps if step.state != StepState.DROPPED]
    numbers = {step.pk: n for n, step in enumerate(kept, 1)}
    order = {step.pk: at for at, step in enumerate(read.steps, 1)}
    places = {n: order[pk] for pk, n in numbers.items()}
    judges = may_judge(user, plan.account)
    view = _View(user, read, progress, may, numbers, places, judges)
    aim, limits = aim_of(plan), limits_from({k: read.settings[k] for k in KEYS})
    budget = None
    if aim.potential is not None:
        budget = Money(int(aim.potential * limits.budget / PERCENT), currency)
    cards = [_card(view, step) for step in kept]
    return WayPart(
        a=_place(user, plan, "A"),
        b=_place(user, plan, "B"),
        steps=cards,
        dropped=[_card(view, s) for s in read.steps if s.state == StepState.DROPPED],
        planned=Money(progress.planned, currency),
        spent=Money(progress.spent, currency),
        cost=sums.each_of(progress, currency),
        budget=budget,
        others=sums.others_of(progress),
        is_over=is_over_budget(
            aim, [m for m in read.kept if m.planned is not None], limits
        ),
        treads=treads_of(cards),
    )


def treads_of(cards: Sequence[StepCard]) -> list[Tread]:
    """Draw A, the steps and B as a staircase; done, now and open ones differ."""
    kinds = [_kind(card) for card in cards]
    marks = [
        ("A", "end"),
        *((str(card.number), kind) for card, kind in zip(cards, kinds, strict=True)),
        ("B", "done" if kinds and set(kinds) == {"done"} else "goal"),
    ]
    width = WIDE / len(marks)
    rise = (TALL - LOW) / (len(marks) - 1)
    return [
        Tread(
            x=round(at * width, 2),
            y=round(TALL - LOW - at * rise, 2),
            width=round(width * FILL, 2),
            height=round(LOW + at * rise, 2),
            label=label,
            kind=kind,
        )
        for at, (label, kind) in enumerate(marks)
    ]


def _kind(card: StepCard) -> str:
    if card.state == StepState.DONE:
        return "done"
    return "now" if card.is_next else "open"


@dataclass(frozen=True)
class _View:
    user: User
    read: Read
    progress: Progress
    may: bool
    numbers: dict[int, int]
    places: dict[int, int]
    judges: bool

    @property
    def doors(self) -> Iterable[tuple[str, str]]:
        """What may be done with a step, and what its address is called."""
        return DOORS.items() if self.may else ()


def _place(user: User, plan: Plan, letter: str) -> Place:
    is_a = letter == "A"
    stage = plan.stage_a if is_a else plan.stage_b
    note = ""
    if not is_a and plan.by:
        note = gettext("目标日 %(day)s") % {"day": day_words(plan.by, year=True)}
    return Place(
        letter=letter,
        stage=stage,
        label=stage_label(stage),
        words=words.told(user, plan, "now" if is_a else "goal"),
        note=note,
    )


def _card(view: _View, step: Step) -> StepCard:
    is_next = view.progress.next == step.pk
    number, kept = view.numbers.get(step.pk, 0), len(view.numbers)
    return StepCard(
        pk=step.pk,
        revision=step.revision,
        number=number,
        what=words.what_of(view.user, step),
        kind=step.kind,
        kind_label=str(StepKind(step.kind).label) if step.kind else "",
        before=step.before,
        after=step.after,
        move=words.short_move(step.kind, step.before, step.after),
        state=step.state,
        state_label=_state(step, is_next=is_next),
        tone="info" if is_next else words.STEP_TONES[StepState(step.state)],
        is_next=is_next,
        **_needs(view, step),
        waits_for=_waits(view, step),
        missing=[say(MISSING[name]) for name in missing_of(move_of(step))],
        meetings=[
            meeting_of(link, may=view.may)
            for link in view.read.links
            if link.step_id == step.pk
        ],
        is_first=number == 1,
        is_last=number == kept,
        before_place=view.places.get(number - 1, 0),
        after_place=view.places.get(number + 1, 0),
        bookings=[_mark(row, view.read.day) for row in view.read.bookings[step.pk]],
        anew_url=anew_url(view.read, step) if view.judges else "",
        doors={key: address_of(name)(step.pk) for key, name in view.doors},
    )


def _mark(row: Brief, day: date) -> BookingMark:
    state, tone = state_words(row, day)
    return BookingMark(
        name=f"{row.resource} × {row.quantity:,}",
        days=days_words(row.first_day, row.last_day),
        state=state,
        tone=tone,
        url=reverse("resources:booking", args=[row.pk]),
    )


def _needs(view: _View, step: Step) -> dict[str, Any]:
    """Return who, by when, with what, and the sign of completion."""
    read, currency = view.read, view.read.plan.currency
    cost = read.costs[step.pk]
    is_due = read.is_going or step.state == StepState.DONE
    late = late_by(move_of(step), read.day) if is_due else 0
    texts = ("resource", "sign", "reason")
    return {
        "owner": step.owner.name if step.owner is not None else "",
        "due": step.due,
        "late": _late(step, late, read.day) if is_due else "",
        "is_late": late > 0,
        "done_on": step.done_on,
        "planned": sums.some(cost.planned, currency),
        "spent": sums.some(cost.spent, currency),
        "share": _share(cost),
        "sources": sums.sources(cost, currency),
        **{name: words.told(view.user, step, name) for name in texts},
    }


def _state(step: Step, *, is_next: bool) -> str:
    if step.state != StepState.OPEN:
        return str(StepState(step.state).label)
    return gettext("现在这一步") if is_next else gettext("还没开始")


def _late(step: Step, late: int, day: date) -> str:
    if step.state == StepState.DROPPED or step.due is None:
        return ""
    if step.state == StepState.DONE:
        return words.days_over(late) if late else ""
    return words.days_late(late) if late else words.days_left((step.due - day).days)


def _share(cost: Cost) -> int:
    """Return how much of what was planned is spent, in percent, at most 100."""
    if not cost.planned:
        return 0
    return min(PERCENT, PERCENT * (cost.spent or 0) // cost.planned)


def _waits(view: _View, step: Step) -> str:
    number = view.numbers.get(step.waits_for_id or 0)
    if number is None or step.state != StepState.OPEN:
        return ""
    waits = next(s for s in view.read.steps if s.pk == step.waits_for_id)
    if waits.state != StepState.OPEN:
        return ""
    return gettext("等第 %(n)s 步") % {"n": number}
