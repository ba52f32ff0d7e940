"""What is still missing before the ask, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext

from kam.visits.rules.readiness import Plan, Point, readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kam.accounts.queries.room import PersonRow
    from kam.visits.pages.meeting import StageCard
    from kam.visits.pages.words import DueLine


@dataclass(frozen=True)
class ReadyItem:
    """One thing to have ready before the ask, and where it is mended."""

    text: str
    met: bool
    url: str = ""


READY_WORDS = {
    Point.ASK: lambda: gettext("写好请客户做什么"),
    Point.ASK_DATED: lambda: gettext("请求里有日期"),
    Point.FALLBACK: lambda: gettext("想好退一步"),
    Point.CARRIED: lambda: gettext("目标承接上次记录"),
    Point.REVIEWED: lambda: gettext("看过上次记录"),
    Point.PEOPLE: lambda: gettext("定好见谁"),
    Point.CONCERN: lambda: gettext("知道他们关心什么"),
    Point.LAYER: lambda: gettext("知道他们在哪个层级"),
    Point.CHANGE: lambda: gettext("他已经愿意转变，不只是我们猜"),
    Point.PROMISE: lambda: gettext("先交代我方逾期的承诺"),
}
# In which field of the plan, or at which part of the preparation, a point is mended.
FIELDS = {
    Point.ASK: "id_planned_ask",
    Point.ASK_DATED: "id_planned_ask",
    Point.FALLBACK: "id_fallback_ask",
    Point.CARRIED: "id_objective",
    Point.PEOPLE: "id_people",
}
PARTS = {Point.REVIEWED: "#notes", Point.PROMISE: "#promises"}
KNOWN: dict[Point, Callable[[PersonRow], bool]] = {
    Point.CONCERN: lambda row: bool(row.known.get("concerns")),
    Point.LAYER: lambda row: bool(row.layer),
}
OF_PERSON = {Point.CONCERN: "concerns", Point.LAYER: "layer"}


def ready_items(
    visit: Any,
    present: Sequence[PersonRow],
    stages: Sequence[StageCard],
    *,
    has_history: bool,
    dues: Sequence[DueLine],
) -> tuple[ReadyItem, ...]:
    """Say what is met and what is missing before the ask."""
    plan = Plan(
        ask=visit.planned_ask,
        fallback=visit.fallback_ask,
        has_history=has_history,
        carried=visit.carried_from_id is not None,
        reviewed=visit.reviewed_at is not None,
        people=len(present),
        concerns_known=sum(map(KNOWN[Point.CONCERN], present)),
        layers_known=sum(map(KNOWN[Point.LAYER], present)),
        promises_late=sum(
            line.is_late and line.ours for line in dues if line.kind == "promise"
        ),
        changes=tuple(card.change.is_ready for card in stages),
    )
    lacking = {
        point: next((row.pk for row in present if not known(row)), None)
        for point, known in KNOWN.items()
    }
    return tuple(
        ReadyItem(
            READY_WORDS[item.point](),
            item.met,
            "" if item.met else _url(item.point, visit, lacking, stages),
        )
        for item in readiness(plan)
    )


def _url(
    point: Point,
    visit: Any,
    lacking: Mapping[Point, int | None],
    stages: Sequence[StageCard],
) -> str:
    """Return where a point is mended, or nothing where there is no such place."""
    if point in FIELDS:
        return f"{reverse('visits:edit', args=[visit.pk])}#{FIELDS[point]}"
    if point in PARTS:
        return PARTS[point]
    person = lacking.get(point)
    if person is not None:
        return f"{reverse('accounts:person', args=[person])}#id_{OF_PERSON[point]}"
    guessed = [card.change for card in stages if card.change.is_ready is not True]
    return guessed[0].url if guessed else ""
