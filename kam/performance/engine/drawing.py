"""One calculation, in the order of the guards of method §3.14.

Excluded and incomplete units are left out; with two comparable periods, units with
only one are left out too; with fewer than eight units nothing but points is
returned; nobody is *named* 绩效先锋 before two periods agree and the whole interval
of the index lies in that class.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

import salesfrontier
from kam.performance.engine.bounds import bounds_of
from kam.performance.engine.fits import fitted
from kam.performance.engine.goals import goal_rules
from kam.performance.engine.results import Drawn, LeftOut, Note, PeerShare, Placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kam.performance.engine.bounds import Bounds
    from kam.performance.rules import Constants, Question, Unit
    from salesfrontier import DroppedRow, FrontierFit, Goal

LIBRARY_VERSION = salesfrontier.__version__
METHODS = salesfrontier.METHODS
FULL_PERIODS = 2


def digest_of(question: Question) -> str:
    """Digest everything a run depends on; the same digest means the same answer."""
    told = json.dumps(
        [LIBRARY_VERSION, asdict(question)], ensure_ascii=False, sort_keys=True
    )
    return hashlib.sha256(told.encode()).hexdigest()


def draw(question: Question) -> Drawn:
    """Compare the territories of one period. Cost O(n log n) a period."""
    complete, left_out = _screened(question.units)
    past = [_screened(period.units)[0] for period in question.earlier]
    fewest = question.constants.fewest_units
    held_against = next((at for at, kept in enumerate(past) if len(kept) >= fewest), -1)
    before = None
    if held_against >= 0:
        complete, short = _with_history(complete, past)
        left_out += short
        before = fitted(past[held_against], question.method)
    rows, fit, notes = _compared(complete, before, question)
    order = {unit.key: place for place, unit in enumerate(question.units)}
    return Drawn(
        rows=rows,
        left_out=tuple(sorted(left_out, key=lambda row: order[row.key])),
        line=_line(fit),
        notes=tuple(notes),
        held_against=question.earlier[held_against].name if before else "",
    )


def _screened(units: Sequence[Unit]) -> tuple[list[Unit], list[LeftOut]]:
    """Take out excluded units and those without a usable figure."""
    active = [unit for unit in units if not unit.exclusion]
    left_out = [_left(unit, "excluded") for unit in units if unit.exclusion]
    table = salesfrontier.screen_rows(
        ids=[unit.name for unit in active],
        inputs=[unit.potential for unit in active],
        outputs=[unit.sales for unit in active],
        first_row=0,
    )
    dropped = {row.row: row for row in table.dropped}
    left_out += [_left(active[at], reason_of(row)) for at, row in dropped.items()]
    return [u for at, u in enumerate(active) if at not in dropped], left_out


def reason_of(row: DroppedRow) -> str:
    """Name the column with the reason: missing_potential, negative_sales."""
    column = {"input": "_potential", "output": "_sales"}.get(row.column, "")
    return f"{row.code}{column}"


def _left(unit: Unit, reason: str) -> LeftOut:
    return LeftOut(
        key=unit.key,
        code=unit.code,
        reason=reason,
        potential=unit.potential,
        sales=unit.sales,
        text=unit.exclusion,
    )


def _with_history(
    units: list[Unit], past: Iterable[Sequence[Unit]]
) -> tuple[list[Unit], list[LeftOut]]:
    """Leave out territories without a second full period."""
    periods = Counter(unit.key for rows in past for unit in rows)
    history = salesfrontier.screen_history(
        ids=[unit.name for unit in units],
        full_periods=[1 + periods[unit.key] for unit in units],
        vacant=[False] * len(units),
        minimum=FULL_PERIODS,
    )
    kept = [units[at] for at in history.kept]
    stays = set(history.kept)
    short = [_left(u, "short_history") for at, u in enumerate(units) if at not in stays]
    return kept, short


def _compared(
    units: list[Unit], before: FrontierFit | None, question: Question
) -> tuple[tuple[Placed, ...], FrontierFit | None, list[Note]]:
    constants = question.constants
    if len(units) < constants.fewest_units:
        few = {"n": len(units), "fewest": constants.fewest_units}
        points = sorted(units, key=lambda unit: unit.name)
        return tuple(map(_point, points)), None, [Note(code="small_sample", params=few)]
    fit = fitted(units, question.method)
    rows = _placed(units, fit, before, constants)
    best_first = sorted(rows, key=lambda row: (-(row.score or 0.0), row.code, row.key))
    return tuple(best_first), fit, _notes(fit, rows, before, constants)


def _point(unit: Unit) -> Placed:
    potential, sales = float(unit.potential or 0), float(unit.sales or 0)
    return Placed(key=unit.key, code=unit.code, potential=potential, sales=sales)


def _placed(
    units: list[Unit],
    fit: FrontierFit,
    before: FrontierFit | None,
    constants: Constants,
) -> list[Placed]:
    """Gather class, goal, peers and fragility of each unit of a fit."""
    goals = salesfrontier.set_goals(fit, rules=goal_rules(constants))
    leave_one_out = salesfrontier.leave_one_out(
        fit, fragile_above=constants.fragile_above
    )
    fragile = {row.id: row.drop for row in leave_one_out}
    stable = _stable(fit, before, constants)
    bounds = bounds_of(fit, goal_rules(constants), constants)
    places = {unit.name: unit for unit in units}
    rows = []
    for at, (unit, goal) in enumerate(zip(units, goals, strict=True)):
        sure = bounds.get(unit.name)
        is_named = unit.name in stable and allows_name(sure, constants)
        rows.append(
            Placed(
                key=unit.key,
                code=unit.code,
                potential=fit.x.item(at),
                sales=fit.y.item(at),
                frontier=fit.frontier.item(at),
                score=fit.score.item(at),
                gap=fit.gap.item(at),
                frontier_class=str(goal.pf_class),
                is_stable=unit.name in stable,
                is_named=is_named,
                goal=_target(goal, is_stable=unit.name in stable),
                peers=_peers(fit, at, goal, places),
                certified=fit.certified.item(at),
                fragility=fragile.get(unit.name),
                bounds=sure,
            )
        )
    return rows


def _stable(
    fit: FrontierFit, before: FrontierFit | None, constants: Constants
) -> frozenset[object]:
    """Return who stood at the frontier in both periods."""
    if before is None:
        return frozenset()
    stable = salesfrontier.two_period_stability(
        earlier=before, later=fit, frontier_at=constants.frontier_at
    )
    return frozenset(stable.named)


def _target(goal: Goal, *, is_stable: bool) -> float | None:
    """Goal 2 only for whoever was at the frontier twice; until then it stays open."""
    stretch = goal.kind is salesfrontier.GoalKind.STRETCH
    return None if stretch and not is_stable else goal.target


def allows_name(sure: Bounds | None, constants: Constants) -> bool:
    """Say whether the whole interval of an index lies in the class of the frontier."""
    if not constants.named_within_interval:
        return True
    return sure is not None and sure.sure_class == salesfrontier.PFClass.FRONTIER


def _peers(
    fit: FrontierFit, at: int, goal: Goal, places: Mapping[str, Unit]
) -> tuple[PeerShare, ...]:
    mix = zip(fit.peer_index[at].tolist(), fit.peer_weight[at].tolist(), strict=True)
    shares = {fit.ids[peer]: share for peer, share in mix if peer >= 0}
    return tuple(
        PeerShare(
            key=places[str(name)].key,
            code=places[str(name)].code,
            score=fit.score.item(fit.position(name)),
            weight=shares.get(name),
        )
        for name in goal.benchmarks
    )


def _notes(
    fit: FrontierFit,
    rows: Iterable[Placed],
    before: FrontierFit | None,
    constants: Constants,
) -> list[Note]:
    codes = {f"{row.code} {row.key}": row.code for row in rows}
    notes = [
        Note(code=warning.code, units=tuple(codes[str(name)] for name in warning.ids))
        for warning in fit.warnings
        if warning.code != "small_sample"
    ]
    unproven = tuple(row.code for row in rows if not row.certified)
    if unproven:
        notes.append(Note(code="uncertified", units=unproven))
    limit = constants.fragile_above
    resting = tuple(row.code for row in rows if (row.fragility or 0.0) > limit)
    if resting:
        share = {"limit": f"{limit * 100:g}%"}
        notes.append(Note(code="fragile", units=resting, params=share))
    if before is None:
        notes.append(Note(code="one_period"))
    return notes


def _line(fit: FrontierFit | None) -> tuple[tuple[float, float], ...]:
    """Return the line to draw, up to the largest potential."""
    if fit is None:
        return ()
    outline = fit.outline(right_end=float(fit.x.max()))
    return tuple(zip(outline.x, outline.y, strict=True))
