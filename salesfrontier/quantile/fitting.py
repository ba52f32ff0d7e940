"""Fit quantile frontiers: lines, distances, standard errors, scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.designs import Design, read_design
from salesfrontier.envelope.cloud import lock
from salesfrontier.envelope.fitting import SMALL_SAMPLE
from salesfrontier.envelope.results import FitWarning
from salesfrontier.errors import ConstantError
from salesfrontier.intervals import LEVEL, check_level, two_sided
from salesfrontier.quantile.crossing import crossings, keep_apart
from salesfrontier.quantile.lines import Line, fit_line, rho_of
from salesfrontier.quantile.results import QuantileFit, QuantileLine
from salesfrontier.quantile.sheet import Sheet, each_block
from salesfrontier.quantile.spreads import covariance_iid, covariance_nid
from salesfrontier.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from salesfrontier.screening import DroppedRow
    from salesfrontier.tables import Columns

    Floats = NDArray[np.float64]

FEW_ABOVE = 5
"""Fewer units than this above a line, and single ones decide where it runs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class QuantileRules:
    """The choices that most callers leave alone.

    Attributes
    ----------
    log : bool
        Take logarithms of all figures, which must be above zero.
    spread : {"nid", "iid"}
        Standard errors without or with equal spread everywhere.
    level : float
        Of the intervals, between 0 and 1.

    Raises
    ------
    ConstantError

    Examples
    --------
    >>> QuantileRules().spread
    'nid'
    """

    log: bool = False
    spread: str = "nid"
    level: float = LEVEL

    def __post_init__(self) -> None:
        """Refuse choices there are not."""
        check_level(self.level)
        if self.spread not in {"nid", "iid"}:
            raise ConstantError(name="spread", value=self.spread, wanted="nid or iid")


DEFAULT_RULES = QuantileRules()


def _read_taus(taus: float | Sequence[float]) -> Floats:
    """Sort quantiles; refuse those that are none."""
    asked = np.unique(np.atleast_1d(np.asarray(taus, dtype=np.float64)))
    if not len(asked) or not ((asked > 0) & (asked < 1)).all():
        raise ConstantError(name="taus", value=taus, wanted="between 0 and 1")
    return asked


def _fit_lines(sheet: Sheet, taus: Floats) -> tuple[list[Line], Floats | None]:
    """Fit each quantile, then keep them apart where they cross."""
    lines = [fit_line(sheet, tau) for tau in taus.tolist()]
    alone = np.array([line.coefficients for line in lines])
    if len(lines) == 1 or not len(crossings(sheet.matrix, alone)[0]):
        return lines, alone
    return lines, keep_apart(sheet.matrix, sheet.target, taus, alone)


def _moved(lines: list[Line], apart: Floats | None) -> list[Floats | None]:
    """Return the lines that had to be kept apart, None for the others."""
    if apart is None:
        return [None] * len(lines)
    return [
        None if np.array_equal(elsewhere, line.coefficients) else elsewhere
        for line, elsewhere in zip(lines, apart, strict=True)
    ]


def _score(
    design: Design, frontier: Floats, error: Floats, z: float
) -> tuple[Floats, Floats, Floats]:
    """Return output over frontier, with its interval."""
    if design.log:
        rest = design.target - frontier
        return np.exp(rest), np.exp(rest - z * error), np.exp(rest + z * error)

    def share(height: Floats) -> Floats:
        return design.target / np.where(height > 0, height, np.nan)

    ends = [share(frontier + side * z * error) for side in (1, -1)]
    return share(frontier), np.fmin(*ends), np.fmax(*ends)


def _covariance(sheet: Sheet, tau: float, rest: Floats, spread: str) -> Floats:
    """Estimate the covariance of coefficients of the basis."""
    if spread == "iid":
        return covariance_iid(sheet, rest, tau)
    return covariance_nid(sheet, tau)


def _errors(basis: Floats, inner: Floats) -> Floats:
    """Return the standard error of the line over each unit."""

    def measure(cut: slice) -> Floats:
        rows = basis[cut]
        error: Floats = np.sqrt(np.einsum("ij,ij->i", rows @ inner, rows))
        return error

    return np.concatenate(each_block(len(basis), measure))


@dataclass(frozen=True, kw_only=True, eq=False)
class _Task:
    """What all quantiles share."""

    design: Design
    sheet: Sheet
    rules: QuantileRules

    def line(self, tau: float, fitted: Line, moved: Floats | None) -> QuantileLine:
        """Gather one quantile."""
        design, rules = self.design, self.rules
        b = fitted.coefficients if moved is None else moved
        frontier = design.basis @ b
        rest = design.target - frontier
        inner = _covariance(self.sheet, tau, rest, rules.spread)
        home = design.back(np.eye(len(b)))
        covariance = home @ inner @ home.T
        error = _errors(design.basis, inner)
        score, lower, upper = _score(design, frontier, error, two_sided(rules.level))
        spreads = np.sqrt(np.diag(covariance)).tolist()
        for column in (covariance, frontier, score, lower, upper):
            lock(column)
        return QuantileLine(
            tau=tau,
            coefficients=dict(zip(design.names, design.back(b).tolist(), strict=True)),
            standard_errors=dict(zip(design.names, spreads, strict=True)),
            covariance=covariance,
            rho=rho_of(rest, tau),
            certified=fitted.certified,
            moved=moved is not None,
            frontier=frontier,
            score=score,
            lower=lower,
            upper=upper,
        )


def _notes(fit: QuantileFit, *, apart: bool) -> tuple[FitWarning, ...]:
    """Say what a reader of the fit should know."""
    notes = []
    if fit.n < SMALL_SAMPLE:
        text = f"Only {fit.n} units; with fewer than {SMALL_SAMPLE} show points only."
        notes.append(FitWarning(code="small_sample", text=text))
    if not apart:
        text = "The quantiles cross, and the table is too large to keep them apart."
        notes.append(FitWarning(code="crossing", text=text))
    if any(line.moved for line in fit.lines):
        text = "Fitted one by one these quantiles would cross; they were kept apart."
        notes.append(FitWarning(code="kept_apart", text=text))
    above = fit.n * (1 - fit.top.tau)
    if above < FEW_ABOVE:
        text = (
            f"About {above:.1f} units lie above the highest quantile: single ones "
            "decide where it runs."
        )
        notes.append(FitWarning(code="few_above", text=text))
    blind = np.flatnonzero(np.isnan(fit.top.score)).tolist()
    if blind:
        text = "The frontier of these units is not above zero: it has no shares."
        ids = tuple(map(fit.ids.__getitem__, blind))
        notes.append(FitWarning(code="no_score", text=text, ids=ids))
    return tuple(notes)


def fit_quantiles(
    *,
    inputs: Columns,
    outputs: Columns,
    taus: float | Sequence[float] = 0.9,
    ids: Sequence[str | int] | None = None,
    rules: QuantileRules = DEFAULT_RULES,
    dropped: tuple[DroppedRow, ...] = (),
) -> QuantileFit:
    """Draw lines under which given shares of the units lie.

    Parameters
    ----------
    inputs : array_like, shape (n,) or (n, k), or dict of name to column
    outputs : array_like, shape (n,)
        Exactly one output.
    taus : float or sequence of float
        Shares of units below the line, between 0 and 1; the highest is the frontier.
    ids : sequence of str or int, length n, optional
    rules : QuantileRules
        Logarithms, standard errors, level of the intervals.
    dropped : tuple of DroppedRow
        Carried into the result.

    Returns
    -------
    QuantileFit
        Each line with a proof that no other is better.

    Raises
    ------
    EmptyTableError, LengthError, NumberError, DuplicateIdError, CollinearError,
    TooFewError, ConvergenceError, ConstantError

    Notes
    -----
    The programme and its proof: `salesfrontier.quantile.lines`. Unlike an envelope the
    line does not hang on single units: who lies above it scores more than 1. Several
    quantiles that would cross among the units are fitted together instead
    (`salesfrontier.quantile.crossing`). Intervals of scores carry the error of the
    line, not the chance in a unit's own figure. Cost O(s n k²) a quantile.

    Examples
    --------
    >>> potential = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    >>> sales = [2, 3, 5, 4, 7, 6, 9, 8, 11, 9]
    >>> fit = fit_quantiles(inputs={"potential": potential}, outputs=sales, taus=0.8)
    >>> {name: round(value, 3) for name, value in fit.top.coefficients.items()}
    {'intercept': 2.0, 'potential': 1.0}
    >>> [round(score, 2) for score in fit.top.score.tolist()[:4]]
    [0.67, 0.75, 1.0, 0.67]
    """
    asked = _read_taus(taus)
    design = read_design(
        ids=ids,
        inputs=inputs,
        outputs=outputs,
        log=rules.log,
        purpose="a quantile frontier",
        spare=2,
    )
    sheet = Sheet(matrix=design.basis, target=design.target)
    task = _Task(design=design, sheet=sheet, rules=rules)
    lines, apart = _fit_lines(sheet, asked)
    moved = _moved(lines, apart)
    made = tuple(
        task.line(tau, line, elsewhere)
        for tau, line, elsewhere in zip(asked.tolist(), lines, moved, strict=True)
    )
    draft = QuantileFit(
        design=design,
        lines=made,
        level=rules.level,
        spread=rules.spread,
        dropped=dropped,
        warnings=(),
        library_version=__version__,
    )
    return replace(draft, warnings=_notes(draft, apart=apart is not None))
