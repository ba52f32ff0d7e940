"""Lines through noise: stochastic frontier and regression quantile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import salesfrontier
from kam.performance.engine.analysis.classing import class_by_interval, notes_of
from kam.performance.engine.analysis.results import Analysis, Model, Score, plain
from kam.performance.engine.results import Note
from kam.performance.rules import INEFFICIENCIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from kam.performance.rules import Inquiry
    from salesfrontier import (
        QuantileFit,
        QuantileLine,
        ScreenedColumns,
        StochasticFit,
    )

SPREADS = {"robust": "nid", "iid": "iid"}
USUAL_TAU = 0.9
STILL = 1e-9
"""Slope of the likelihood below which it has settled."""


def _rows(
    fit: StochasticFit | QuantileFit,
    scored: StochasticFit | QuantileLine,
    *,
    certified: bool,
    inefficiency: NDArray[np.float64] | None = None,
) -> tuple[Score, ...]:
    """Gather a row a unit; its target is the line."""
    given, made = fit.design.inputs, fit.design.outputs
    heights = np.exp(scored.frontier) if fit.design.log else scored.frontier
    rows = []
    for at, name in enumerate(fit.ids):
        lower, upper = plain(scored.lower[at]), plain(scored.upper[at])
        score = plain(scored.score[at])
        score = score if score is None or score > 0 else None
        rows.append(
            Score(
                id=str(name),
                score=score,
                lower=lower if score else None,
                upper=upper if score else None,
                unit_class=class_by_interval(lower, upper, fit.n) if score else None,
                certified=certified and score is not None,
                inefficiency=None if inefficiency is None else plain(inefficiency[at]),
                inputs=dict(zip(given.names, given.figures[at].tolist(), strict=True)),
                outputs=dict(zip(made.names, made.figures[at].tolist(), strict=True)),
                targets={made.names[0]: plain(heights[at])},
            )
        )
    return tuple(rows)


def _without_share(
    fit: StochasticFit | QuantileFit, scored: StochasticFit | QuantileLine
) -> tuple[Note, ...]:
    """Name the units whose share of the line is not above zero."""
    found = np.flatnonzero(scored.score <= 0).tolist()
    units = tuple(str(fit.ids[at]) for at in found)
    return (Note(code="no_share", units=units),) if units else ()


def _known(figures: Mapping[str, float]) -> dict[str, float | None]:
    return {name: plain(figure) for name, figure in figures.items()}


def _told(fit: StochasticFit) -> dict[str, object]:
    return {
        "log": fit.design.log,
        "inefficiency": fit.inefficiency.value,
        "sigma_u": fit.spread.inefficiency,
        "sigma_v": fit.spread.noise,
        "mu": fit.spread.mean,
        "loglik_ols": plain(fit.loglik_ols),
        "lr": plain(fit.ratio.statistic),
        "lr_p": plain(fit.ratio.p_value),
        "skewness": plain(fit.skewness),
        "slope": plain(fit.slope),
        "level": fit.level,
        "mean_score": plain(float(np.mean(fit.score))),
    }


def answer_sfa(table: ScreenedColumns, asked: Inquiry) -> Analysis:
    """Tell inefficiency from noise; a unit scores E[exp(-u)]."""
    fit = salesfrontier.fit_stochastic(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        inefficiency=asked.inefficiency or INEFFICIENCIES[0],
        rules=salesfrontier.StochasticRules(log=asked.log, level=asked.level),
    )
    model = Model(
        method=fit.method,
        orientation="output",
        library_version=fit.library_version,
        coefficients=fit.coefficients,
        standard_errors=_known(fit.standard_errors),
        loglik=plain(fit.loglik),
        sigma2=plain(fit.sigma2),
        gamma=plain(fit.gamma),
        further=_told(fit),
    )
    scores = _rows(
        fit,
        fit,
        certified=fit.slope <= STILL,
        inefficiency=fit.expected_inefficiency,
    )
    notes = (*notes_of(fit.warnings, fit.n), *_without_share(fit, fit))
    return Analysis(scores=scores, model=model, dropped=(), notes=notes)


def answer_quantile(table: ScreenedColumns, asked: Inquiry) -> Analysis:
    """Draw the line under which a share of the units lies."""
    fit = salesfrontier.fit_quantiles(
        ids=table.ids,
        inputs=table.inputs,
        outputs=table.outputs,
        taus=asked.tau or USUAL_TAU,
        rules=salesfrontier.QuantileRules(
            log=asked.log, level=asked.level, spread=SPREADS[asked.errors or "robust"]
        ),
    )
    line = fit.top
    model = Model(
        method=fit.method,
        orientation="output",
        library_version=fit.library_version,
        coefficients=line.coefficients,
        standard_errors=_known(line.standard_errors),
        further={
            "log": asked.log,
            "tau": line.tau,
            "rho": line.rho,
            "spread": fit.spread,
            "errors": asked.errors or "robust",
            "level": fit.level,
        },
    )
    notes = (
        *notes_of(fit.warnings, fit.n),
        *_without_share(fit, line),
        Note(code="line_only"),
    )
    scores = _rows(fit, line, certified=line.certified)
    return Analysis(scores=scores, model=model, dropped=(), notes=notes)
