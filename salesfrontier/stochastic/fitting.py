"""Fit a stochastic frontier: least squares, likelihood, scores, what to know."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

from salesfrontier.designs import Design, read_design
from salesfrontier.envelope.cloud import lock
from salesfrontier.stochastic.choosing import (
    DEFAULT_RULES,
    StochasticRules,
    kind_of,
    note_fit,
)
from salesfrontier.stochastic.estimating import Estimate, Start, estimate, least_squares
from salesfrontier.stochastic.likelihood import Inefficiency
from salesfrontier.stochastic.results import LikelihoodRatio, StochasticFit
from salesfrontier.stochastic.scoring import condition
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from salesfrontier.screening import DroppedRow
    from salesfrontier.tables import Columns

    Floats = NDArray[np.float64]


def _ratio(estimate: Estimate, start: Start, kind: Inefficiency) -> LikelihoodRatio:
    """Compare with least squares at the edge of the range; nothing with no rest."""
    if not start.spread:
        return LikelihoodRatio(statistic=np.nan, p_value=np.nan)
    gain = max(2 * (estimate.loglik - start.loglik), 0.0)
    free = 2 if kind is Inefficiency.TRUNCATED_NORMAL else 1
    tail = float(chi2.sf(gain, free))
    tail += float(chi2.sf(gain, free - 1)) if free > 1 else 0.0
    p_value = 0.5 * tail if gain > 0 else 1.0
    return LikelihoodRatio(statistic=gain, p_value=p_value)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Scores:
    """Columns of scores."""

    score: Floats
    lower: Floats
    upper: Floats
    expected: Floats


def _shares(frontier: Floats, parts: tuple[Floats, ...], *, cost: bool) -> list[Floats]:
    """Say what is made as a share of the frontier, or should be spent of what is."""
    size = np.where(frontier > 0, frontier, np.nan)
    if cost:
        return [size / (size + part) for part in parts]
    return [1 - part / size for part in parts]


def _certain(residual: Floats, frontier: Floats, rules: StochasticRules) -> _Scores:
    """Score without noise: what is missing is inefficiency, all of it."""
    expected = np.maximum(-residual, 0.0)
    unknown = np.full_like(residual, np.nan)
    score = np.exp(-expected)
    if not rules.log:
        score = _shares(frontier, (expected,), cost=rules.cost)[0]
    return _Scores(score=score, lower=unknown, upper=unknown.copy(), expected=expected)


def _score(
    residual: Floats,
    frontier: Floats,
    estimate: Estimate,
    *,
    kind: Inefficiency,
    rules: StochasticRules,
) -> _Scores:
    """Score each unit; without any inefficiency all are on the frontier."""
    if not estimate.found:
        ones, nothing = np.ones_like(residual), np.zeros_like(residual)
        if not estimate.spread.noise and not rules.log:
            ones[frontier <= 0] = np.nan
        unknown = np.full_like(residual, np.nan)
        return _Scores(
            score=ones, lower=unknown, upper=unknown.copy(), expected=nothing
        )
    if not estimate.spread.noise:
        return _certain(residual, frontier, rules)
    told = condition(
        residual,
        estimate.spread.noise,
        estimate.spread.inefficiency,
        estimate.spread.mean,
        exponential=kind is Inefficiency.EXPONENTIAL,
    )
    expected, tail = told.expected(), (1 - rules.level) / 2
    most, least = told.quantile(1 - tail), told.quantile(tail)
    score, lower, upper = told.expected_factor(), np.exp(-most), np.exp(-least)
    if not rules.log:
        parts = (expected, most, least)
        score, lower, upper = _shares(frontier, parts, cost=rules.cost)
    return _Scores(score=score, lower=lower, upper=upper, expected=expected)


def _assemble(
    design: Design, kind: Inefficiency, rules: StochasticRules
) -> tuple[StochasticFit, bool]:
    """Estimate, score, and gather the columns of a fit."""
    start = least_squares(design, cost=rules.cost)
    found = estimate(design, start, kind)
    kind = found.kind
    frontier = design.matrix @ found.coefficients
    residual = start.sign * (design.target - frontier)
    scores = _score(residual, frontier, found, kind=kind, rules=rules)
    names = [*design.names, "sigma2", "gamma"]
    if kind is Inefficiency.TRUNCATED_NORMAL:
        names.append("mu")
    spreads = np.sqrt(np.diag(found.covariance)).tolist()
    fit = StochasticFit(
        inefficiency=kind,
        cost=rules.cost,
        design=design,
        coefficients=dict(zip(design.names, found.coefficients.tolist(), strict=True)),
        standard_errors=dict(zip(names, spreads, strict=True)),
        covariance=found.covariance,
        spread=found.spread,
        loglik=found.loglik,
        loglik_ols=start.loglik,
        ratio=_ratio(found, start, kind),
        skewness=start.skewness,
        score=scores.score,
        lower=scores.lower,
        upper=scores.upper,
        expected_inefficiency=scores.expected,
        residual=residual,
        frontier=frontier,
        level=rules.level,
        slope=found.slope,
        steps=found.steps,
        dropped=(),
        warnings=(),
        library_version=__version__,
    )
    return fit, found.found


def fit_stochastic(
    *,
    inputs: Columns,
    outputs: Columns,
    ids: Sequence[str | int] | None = None,
    inefficiency: str = "half-normal",
    rules: StochasticRules = DEFAULT_RULES,
    dropped: tuple[DroppedRow, ...] = (),
) -> StochasticFit:
    """Draw a frontier through noise, and tell inefficiency from it.

    Parameters
    ----------
    inputs : array_like, shape (n,) or (n, k), or dict of name to column
    outputs : array_like, shape (n,)
        Exactly one output.
    ids : sequence of str or int, length n, optional
    inefficiency : {"half-normal", "truncated-normal", "exponential"}
    rules : StochasticRules
        Logarithms, cost, level of the intervals.
    dropped : tuple of DroppedRow
        Carried into the result.

    Returns
    -------
    StochasticFit
        `StochasticFit.slope` proves that the estimate stands on top of its likelihood:
        it is the largest slope there, at most 1e-9.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, CollinearError,
    TooFewError, ConvergenceError, ConstantError

    Notes
    -----
    With noise ``v ~ N(0, σv²)`` and inefficiency ``u ≥ 0`` the output is ::

        y = x b + v - u        ln y = ln x b + v - u   under rules.log

    Densities, derivatives and sources: `salesfrontier.stochastic.densities`; scores and
    intervals: `salesfrontier.stochastic.scoring`. Standard errors invert the analytic
    second derivatives; programs that approximate them (FRONTIER 4.1) print others, by
    a per cent or two. Where least squares lean to the wrong side (Waldman 1982, Journal
    of Econometrics 18(2), 275-279) the most likely inefficiency is none; that is said
    in a warning, and all scores are 1 without an interval. So are they where the
    columns give the output exactly (warning ``exact_line``): the spread is 0, the
    likelihood has no bound, and neither gamma nor a standard error exists.
    Cost O(s n k²), s steps.

    Examples
    --------
    Forty territories whose sales follow potential, less what each leaves on the table.

    >>> draw = np.random.default_rng(1)
    >>> potential = draw.lognormal(3.0, 0.5, 40)
    >>> left = np.abs(draw.normal(0.0, 0.4, 40))
    >>> sales = 2.0 * potential**0.8 * np.exp(draw.normal(0.0, 0.1, 40) - left)
    >>> fit = fit_stochastic(
    ...     inputs={"potential": potential},
    ...     outputs={"sales": sales},
    ...     rules=StochasticRules(log=True),
    ... )
    >>> {name: round(value, 2) for name, value in fit.coefficients.items()}
    {'intercept': 0.84, 'log(potential)': 0.74}
    >>> round(fit.gamma, 2), fit.ratio.p_value < 0.05
    (0.93, True)
    >>> f"{fit.score[0]:.2f} in {fit.lower[0]:.2f} to {fit.upper[0]:.2f}"
    '0.70 in 0.61 to 0.80'
    """
    kind = kind_of(inefficiency)
    design = read_design(
        ids=ids,
        inputs=inputs,
        outputs=outputs,
        log=rules.log,
        purpose="a stochastic frontier",
        spare=3,
    )
    draft, found = _assemble(design, kind, rules)
    notes = tuple(note_fit(draft, found=found, asked=kind))
    fit = replace(draft, dropped=dropped, warnings=notes)
    for column in vars(fit).values():
        if isinstance(column, np.ndarray):
            lock(column)
    return fit
