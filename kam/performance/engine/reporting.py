"""A frontier of the columns of a file, one period, without names or teams."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import salesfrontier
from kam.performance.engine.drawing import reason_of
from kam.performance.engine.results import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfrontier import DroppedRow, FrontierFit


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportPeer:
    """One unit of the mix a unit is compared with; weights sum to 1."""

    id: str
    weight: float


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportUnit:
    """One unit; `phi` is None where it is infinite, `pf_class` below eight units."""

    id: str
    score: float
    phi: float | None
    pf_class: str | None
    peers: tuple[ReportPeer, ...]
    certified: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportDrop:
    """One row that took no part; `place` counts the rows given, from 0."""

    place: int
    id: str
    reason: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """Every row given is a unit or a drop."""

    units: tuple[ReportUnit, ...]
    dropped: tuple[ReportDrop, ...]
    notes: tuple[Note, ...]


def report_of_columns(
    *,
    ids: Sequence[object],
    inputs: Sequence[object],
    outputs: Sequence[object],
    method: str,
) -> Report:
    """Screen the columns, and compare what is usable. Cost O(n log n)."""
    table = salesfrontier.screen_rows(
        ids=ids, inputs=inputs, outputs=outputs, first_row=0
    )
    dropped = tuple(map(_drop, table.dropped))
    if not table.ids:
        return Report(units=(), dropped=dropped, notes=(Note(code="empty"),))
    fit = salesfrontier.fit_frontier(
        ids=table.ids, inputs=table.inputs, outputs=table.outputs, method=method
    )
    return Report(units=_units(fit), dropped=dropped, notes=_notes(fit))


def _drop(row: DroppedRow) -> ReportDrop:
    return ReportDrop(place=row.row, id=row.id, reason=reason_of(row), value=row.value)


def _units(fit: FrontierFit) -> tuple[ReportUnit, ...]:
    enough = fit.n >= salesfrontier.SMALL_SAMPLE
    return tuple(
        ReportUnit(
            id=str(unit.id),
            score=unit.score,
            phi=unit.phi if math.isfinite(unit.phi) else None,
            pf_class=str(salesfrontier.pf_class(unit.score)) if enough else None,
            peers=tuple(
                ReportPeer(id=str(peer.id), weight=peer.weight) for peer in unit.peers
            ),
            certified=unit.certified,
        )
        for unit in fit.units
    )


def _notes(fit: FrontierFit) -> tuple[Note, ...]:
    few = {"n": fit.n, "fewest": salesfrontier.SMALL_SAMPLE}
    notes = [
        Note(
            code=warning.code,
            units=tuple(str(name) for name in warning.ids),
            params=few if warning.code == "small_sample" else {},
        )
        for warning in fit.warnings
    ]
    unproven = tuple(str(fit.ids[at]) for at in (~fit.certified).nonzero()[0])
    if unproven:
        notes.append(Note(code="uncertified", units=unproven))
    return (*notes, Note(code="one_period"))
