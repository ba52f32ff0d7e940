"""One territory with other figures: what would change for it, the line and the others.

Whoever sees every unit reads the line drawn again. A representative reads the own
territory under the line as it is drawn on the own page: between its even places, so
that trying many potentials tells nothing that the page does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.performance import engine
from kam.performance.pages.chart import Drawing, full_chart, sheet_of
from kam.performance.pages.own import own_chart, own_sheet, smoothed
from kam.performance.pages.resting import units_of
from kam.performance.pages.supposed_scene import Scene, scene_of
from kam.performance.pages.words import (
    NOTHING,
    class_text,
    figure_text,
    score_text,
    with_unit,
)
from kam.performance.queries import rows_for, spots_of
from kam.performance.querysets import sees_all_units
from kam.performance.rules import Labels, constants_stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.engine import Moved, Standing, Supposed
    from kam.performance.forms import SupposeForm
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.queries import Spot

MOST_MOVED = 30
ROOM = 1.15


@dataclass(frozen=True)
class Change:
    """One figure as it is and as it would be."""

    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the supposition changes it, as far as it is written."""
        return self.before != self.after


@dataclass(frozen=True)
class MovedLine:
    """Another territory whose index would change."""

    code: str
    before: str
    after: str
    loses: bool
    classes: str


@dataclass(frozen=True, kw_only=True)
class SupposePage:
    """Everything the page of a supposition shows."""

    run: FrontierRun
    labels: Labels
    key: int
    code: str
    is_own: bool
    changes: list[Change]
    told: list[str]
    moved: list[MovedLine]
    hidden: int
    scene: Scene | None
    back_url: str
    here: str


def suppose_page(user: User, run: FrontierRun, form: SupposeForm) -> SupposePage:
    """Read a territory of a run, and lay out what would be with other figures."""
    row = rows_for(user, run).seen(user, territory_id=form.territory)
    labels, spots = Labels(**run.parameters["labels"]), spots_of(run)
    is_own = not sees_all_units(user)
    answer = _answer(user, run, row, form) if run.line else None
    moved = answer.moved if answer else ()
    return SupposePage(
        run=run,
        labels=labels,
        key=row.territory_id,
        code=row.code,
        is_own=is_own,
        changes=_changes(answer, labels) if answer else [],
        told=_told(answer, is_own=is_own) if answer else [],
        moved=[_moved_line(one) for one in moved[:MOST_MOVED]],
        hidden=max(len(moved) - MOST_MOVED, 0),
        scene=_scene(user, run, row, spots, answer) if answer else None,
        back_url=f"{reverse('performance:run', args=[run.pk])}?unit={row.territory_id}",
        here=reverse("performance:suppose", args=[run.pk]),
    )


def _answer(
    user: User, run: FrontierRun, row: FrontierRow, form: SupposeForm
) -> Supposed:
    potential = form.figure("potential", row.potential)
    sales = form.figure("sales", row.sales)
    return supposed_for(user, run, row, potential, sales)


def supposed_for(
    user: User,
    run: FrontierRun,
    row: FrontierRow,
    potential: float,
    sales: float,
) -> Supposed:
    """Answer for whoever asks: the line drawn again, or the line as it is."""
    if not run.line:
        raise Invalid(mark("还没有前沿可以试算"), todo=mark("请等比较组里有足够的区域"))
    spots = spots_of(run)
    constants = constants_stored(run.parameters["constants"])
    if sees_all_units(user):
        return engine.suppose(
            units_of(spots),
            run.method,
            constants,
            key=row.territory_id,
            potential=potential,
            sales=sales,
        )
    line = _as_drawn(smoothed(run.line, own_sheet(spots), [row.potential]), row)
    return engine.suppose_under(
        line,
        constants,
        before=(row.potential, row.sales),
        after=(potential, sales),
    )


def _as_drawn(
    line: Sequence[tuple[float, float]], row: FrontierRow
) -> list[tuple[float, float]]:
    """Read the line as exactly as a chart is read; exactly at the own potential only.

    Where it is flat its height is the sales of somebody else, and two straight pieces
    told to the last digit meet in the figures of a peer.
    """
    return [(x, y if x == row.potential else float(f"{y:.3g}")) for x, y in line]


def _changes(answer: Supposed, labels: Labels) -> list[Change]:
    old, new = answer.before, answer.after
    return [
        Change(
            with_unit(labels.potential, labels.potential_unit),
            figure_text(old.potential),
            figure_text(new.potential),
        ),
        Change(
            with_unit(labels.sales, labels.sales_unit),
            figure_text(old.sales),
            figure_text(new.sales),
        ),
        Change(gettext("前沿"), figure_text(old.frontier), figure_text(new.frontier)),
        Change(gettext("PF 指数"), score_text(old.score), score_text(new.score)),
        Change(gettext("与前沿差距"), figure_text(old.gap), figure_text(new.gap)),
        Change(gettext("分档（按指数）"), _class(old), _class(new)),
        Change(gettext("目标 1"), _goal(old), _goal(new)),
    ]


def _class(standing: Standing) -> str:
    return class_text(standing.pf_class, is_named=False)


def _goal(standing: Standing) -> str:
    return NOTHING if standing.goal is None else figure_text(standing.goal)


def _told(answer: Supposed, *, is_own: bool) -> list[str]:
    """Say in sentences what happens to the line and to others."""
    if is_own:
        return _own_told(answer)
    told = []
    losing = sum(one.loses for one in answer.moved)
    gaining = len(answer.moved) - losing
    if not answer.moved:
        told.append(gettext("前沿在别处不变，别的区域不受影响。"))
    if losing:
        words = gettext("%(n)s 个区域头上的前沿升高，指数变低。")
        told.append(words % {"n": losing})
    if gaining:
        words = gettext("%(n)s 个区域头上的前沿降低，指数变高。")
        told.append(words % {"n": gaining})
    if not answer.after.certified:
        told.append(gettext("数字相差过于悬殊，这个结果无法核证"))
    return told


def _own_told(answer: Supposed) -> list[str]:
    told = [gettext("前沿按现在画出的线估计；别的区域的数字不在这里。")]
    if answer.after.gap == 0:
        told.append(gettext("做到这样，您就在前沿上，或把它抬高了。"))
    return told


def _moved_line(one: Moved) -> MovedLine:
    old = class_text(one.class_before, is_named=False)
    new = class_text(one.class_after, is_named=False)
    return MovedLine(
        code=one.code,
        before=score_text(one.score_before),
        after=score_text(one.score_after),
        loses=one.loses,
        classes="" if old == new else f"{old} → {new}",
    )


def _scene(
    user: User,
    run: FrontierRun,
    row: FrontierRow,
    spots: Sequence[Spot],
    answer: Supposed,
) -> Scene:
    labels = Labels(**run.parameters["labels"])
    if not sees_all_units(user):
        rows = list(rows_for(user, run))
        plot = own_chart(run, labels, spots, rows)
        return scene_of(plot, own_sheet(spots), row, answer)
    drawing = Drawing(
        name=f"{run.comparison_set.name}-{run.period}",
        labels=labels,
        spots=spots,
        line=answer.line,
        selected=row.territory_id,
        reach=_reach(spots, answer),
    )
    return scene_of(
        full_chart(drawing), sheet_of(drawing), row, answer, before=run.line
    )


def _reach(spots: Sequence[Spot], answer: Supposed) -> tuple[float, float]:
    """Leave room beyond everybody, so that the point can be drawn past the line."""
    across = max([answer.after.potential, *(spot.potential for spot in spots)])
    up = max([answer.after.sales, *(spot.sales for spot in spots)])
    return across * ROOM, up * ROOM


def supposing_form(form: SupposeForm, page: SupposePage) -> SupposeForm:
    """Fill what was not typed with the figures as they are; keep what was typed."""
    if page.scene is None or not form.is_valid():
        return form
    told = {"unit": page.key, "potential": page.scene.value_x}
    return type(form)({**told, "sales": page.scene.value_y})
