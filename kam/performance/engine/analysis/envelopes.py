"""Envelopes and order-m: scores, peers, targets, and intervals where asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.performance.engine.analysis.classing import (
    class_by_interval,
    class_by_score,
    notes_of,
)
from kam.performance.engine.analysis.results import Analysis, Model, Score, plain
from kam.performance.engine.analysis.sureness import how_sure
from kam.performance.engine.results import Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from kam.performance.engine.analysis.sureness import Sureness
    from kam.performance.rules import Inquiry
    from salesfrontier import EnvelopeFit, OrderMFit, ScreenedColumns

FACTORS = {"output": "phi", "input": "theta", "directional": "beta"}
USUAL_M = 25


def answer_envelope(
    table: ScreenedColumns, asked: Inquiry, tell: Callable[[int], None] | None = None
) -> Analysis:
    """Answer with an envelope; every score carries its proof."""
    fit = salesfrontier.fit_envelope(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        method=asked.method,
        orientation=asked.way,
        rules=salesfrontier.EnvelopeRules(
            fixed=asked.fixed, super_efficiency=asked.super_efficiency
        ),
    )
    sure = how_sure(fit, asked, tell)
    notes = (*notes_of(fit.warnings, fit.n), *_corner(fit), *sure.notes)
    return Analysis(
        scores=tuple(_score(fit, at, sure) for at in range(fit.n)),
        model=_model(fit, sure, asked),
        dropped=(),
        notes=notes,
    )


def _corner(fit: EnvelopeFit) -> tuple[Note, ...]:
    """Say when one unit alone makes the frontier."""
    found = np.unique(fit.peer_index[fit.peer_index >= 0])
    if fit.n > 1 and len(found) == 1:
        return (Note(code="single_corner", units=(str(fit.ids[found[0]]),)),)
    return ()


def _interval(sure: Sureness, at: int) -> tuple[float | None, float | None]:
    if sure.intervals is None:
        return None, None
    return plain(sure.intervals.lower[at]), plain(sure.intervals.upper[at])


def _score(fit: EnvelopeFit, at: int, sure: Sureness) -> Score:
    unit = fit.units[at]
    # Without output there is nothing to expand: phi is infinite, a score of 0 no score.
    score = plain(unit.score) or None
    lower, upper = _interval(sure, at)
    told = class_by_score(score, fit.n)
    if sure.intervals is not None:
        told = class_by_interval(lower, upper, fit.n)
    factor = FACTORS[fit.orientation.value]
    value = {"phi": unit.phi, "theta": unit.theta, "beta": unit.beta}[factor]
    corrected = sure.corrected
    targets = {**unit.target_inputs, **unit.target_outputs}
    slacks = {**unit.input_slacks, **unit.output_slacks}
    return Score(
        id=str(unit.id),
        score=score,
        factor=factor,
        value=None if value is None else plain(value),
        lower=lower,
        upper=upper,
        unit_class=told,
        peers=tuple((str(peer.id), peer.weight) for peer in unit.peers),
        certified=unit.certified,
        corrected=plain(corrected.corrected[at]) if corrected else None,
        bias=plain(corrected.bias[at]) if corrected else None,
        inputs=unit.inputs,
        outputs=unit.outputs,
        targets={name: plain(figure) for name, figure in targets.items()},
        slacks={name: plain(figure) for name, figure in slacks.items()},
    )


def _model(fit: EnvelopeFit, sure: Sureness, asked: Inquiry) -> Model:
    further: dict[str, object] = {"resolved": fit.resolved, "failed": len(fit.failed)}
    if asked.super_efficiency:
        further["super_efficiency"] = True
    if asked.fixed:
        further["fixed"] = list(asked.fixed)
    if sure.intervals is not None:
        further["interval"] = {
            "kind": "subsampling",
            "level": asked.level,
            "times": sure.intervals.times,
            "m": sure.intervals.m,
            "rate": sure.intervals.rate,
            "seed": asked.seed,
        }
    if sure.corrected is not None:
        further["correction"] = {
            "kind": sure.corrected.method,
            "times": sure.corrected.times,
            "bandwidth": sure.corrected.bandwidth,
        }
    return Model(
        method=fit.method,
        orientation=fit.orientation.value,
        library_version=fit.library_version,
        further=further,
    )


def answer_order_m(table: ScreenedColumns, asked: Inquiry) -> Analysis:
    """Hold each unit against the best of m others; a score above 1 beats them."""
    fit = salesfrontier.fit_order_m(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        m=asked.m or USUAL_M,
        orientation=asked.way,
        rules=salesfrontier.EnvelopeRules(fixed=asked.fixed),
    )
    model = Model(
        method=fit.method,
        orientation=fit.orientation.value,
        library_version=fit.library_version,
        further={"m": fit.m},
    )
    return Analysis(
        scores=tuple(_expected(fit, at) for at in range(fit.n)),
        model=model,
        dropped=(),
        notes=notes_of(fit.warnings, fit.n),
    )


def _expected(fit: OrderMFit, at: int) -> Score:
    score = plain(fit.score[at]) or None
    beta = fit.beta[at].item()
    value = {"output": 1.0 + beta, "input": 1.0 - beta, "directional": beta}
    inputs, outputs = fit.table.inputs, fit.table.outputs
    return Score(
        id=str(fit.ids[at]),
        score=score,
        factor=FACTORS[fit.orientation.value],
        value=plain(value[fit.orientation.value]),
        unit_class=class_by_score(score, fit.n),
        certified=score is not None,
        inputs=dict(zip(inputs.names, inputs.figures[at].tolist(), strict=True)),
        outputs=dict(zip(outputs.names, outputs.figures[at].tolist(), strict=True)),
    )
