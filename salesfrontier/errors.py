"""What the library refuses, and what to try next.

Every message says first what happened, then lists numbered things to try::

    FrontierError (a ValueError)
    ├── ShapeError          lengths differ, or more than one input or output
    ├── EmptyTableError     no unit left to compare
    ├── NumberError         a figure is NaN, infinite, negative or no number
    ├── DuplicateIdError    one id stands for two units
    ├── UnknownMethodError  no estimator of that name
    ├── UnknownUnitError    no unit of that id in the fit
    ├── ConstantError       a constant of the method is out of its range
    ├── MismatchError       two fits that cannot be compared
    ├── LengthError         columns of one table have different lengths
    ├── NoCasesError        no case left to estimate from
    ├── OutcomeError        an outcome is neither open, won nor lost
    ├── UnboundedError      the technology has no bound: output without any input
    ├── CollinearError      a column follows from the others
    ├── TooFewError         fewer units than there is to estimate
    ├── ConvergenceError    an estimate did not settle
    └── UncertifiedError    a score without proof (or of zero) stands in the way
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHOWN = 5


def _some(things: Iterable[object]) -> str:
    """List the first few things and count the rest."""
    names = [repr(thing) for thing in things]
    rest = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + rest


def _named(things: Iterable[object]) -> dict[str, object]:
    """Give the first few things and their count, without words of any language."""
    names = [repr(thing) for thing in things]
    some = ", ".join(names[:SHOWN]) + " …" * (len(names) > SHOWN)
    return {"ids": some, "count": len(names), "shown": min(len(names), SHOWN)}


class FrontierError(ValueError):
    """The root of the tree.

    Parameters
    ----------
    what : str
        What happened, one sentence.
    *steps : str
        Things to try, most likely first.

    Attributes
    ----------
    code : str
    params : dict of str to object
        What the sentence is about, for whoever says it in other words.

    Examples
    --------
    >>> print(FrontierError("The table is odd.", "Look at it.", "Ask."))
    The table is odd.
    Things to try:
      1. Look at it.
      2. Ask.
    """

    code = "frontier"
    params: Mapping[str, object] = MappingProxyType({})

    def __init__(self, what: str, *steps: str) -> None:
        self.what = what
        self.steps = steps
        lines = [f"  {number}. {step}" for number, step in enumerate(steps, 1)]
        super().__init__("\n".join([what, "Things to try:", *lines]))


class ShapeError(FrontierError):
    """Columns do not describe one input and one output for each unit."""

    code = "shape"

    def __init__(self, column: str, found: str, wanted: str) -> None:
        super().__init__(
            f"Column {column!r} has shape {found}; wanted {wanted}.",
            "Give one number a unit, in the same order as the ids.",
            "Add several inputs up to one before fitting: this estimator takes "
            "one input and one output.",
        )


class EmptyTableError(FrontierError):
    """There is nobody to compare."""

    code = "empty_table"

    def __init__(self) -> None:
        super().__init__(
            "No unit is left to compare.",
            "Look at the dropped rows: each carries its reason.",
            "Check that the input and output columns are the ones you meant.",
        )


class NumberError(FrontierError):
    """A figure cannot be used; nothing is guessed in its place."""

    code = "number"

    def __init__(self, column: str, trouble: str, ids: Iterable[object]) -> None:
        self.column = column
        names = tuple(ids)
        self.params = {"column": column, **_named(names)}
        super().__init__(
            f"Column {column!r} is {trouble} for {_some(names)}.",
            "Use screen_rows first: it drops such rows and says why.",
            "Correct the figure at its source.",
        )


class DuplicateIdError(FrontierError):
    """One id stands for two units."""

    code = "duplicate_id"

    def __init__(self, ids: Iterable[object]) -> None:
        super().__init__(
            f"These ids occur more than once: {_some(ids)}.",
            "Give each unit its own id.",
            "Fit one period at a time.",
            "Use screen_rows first: it keeps the first row of each id.",
        )


class UnknownMethodError(FrontierError):
    """No estimator has this name."""

    code = "unknown_method"

    def __init__(self, method: object, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no method {method!r}.",
            f"Use one of {_some(known)}.",
        )


class UnknownUnitError(FrontierError):
    """The fit holds no unit of this id."""

    code = "unknown_unit"

    def __init__(self, unit: object) -> None:
        super().__init__(
            f"There is no unit {unit!r} in this fit.",
            "Look in `fit.ids`; ids are compared by their text.",
            "Look in `fit.dropped`: the row may have been left out.",
        )


class ConstantError(FrontierError):
    """A constant of the method is outside its range."""

    code = "constant"

    def __init__(self, name: str, value: object, wanted: str) -> None:
        self.params = {"name": name, "value": value, "wanted": wanted}
        super().__init__(
            f"{name} is {value!r}; wanted {wanted}.",
            "Leave it out to use the method's own value.",
        )


class MismatchError(FrontierError):
    """Two fits answer different questions."""

    code = "mismatch"

    def __init__(self, what: str, first: object, second: object) -> None:
        super().__init__(
            f"The two fits differ in {what}: {first!r} and {second!r}.",
            "Fit both periods with the same method.",
        )


class LengthError(FrontierError):
    """Columns that belong together have different lengths."""

    code = "length"

    def __init__(self, column: str, found: object, wanted: object) -> None:
        super().__init__(
            f"Column {column!r} has shape {found}; wanted {wanted}.",
            "Give one flat column a figure, one entry a case, in one order.",
        )


class NoCasesError(FrontierError):
    """There is nothing to estimate from."""

    code = "no_cases"

    def __init__(self) -> None:
        super().__init__(
            "No case is left to estimate from.",
            "Look at the dropped cases: each carries its reason.",
            "Check the columns of start, end and outcome.",
        )


class OutcomeError(FrontierError):
    """An outcome is none of those there are."""

    code = "outcome"

    def __init__(self, found: Iterable[object]) -> None:
        super().__init__(
            f"These are no outcomes: {_some(found)}.",
            "Write 0 for open, 1 for won, 2 for lost (see Outcome).",
            "Use screen_cases first: it drops such cases and says why.",
        )


class UnboundedError(FrontierError):
    """Somebody shows output without any input, so that more is always possible."""

    code = "unbounded"

    def __init__(self, method: str, ids: Iterable[object]) -> None:
        ids = tuple(ids)
        self.params = {"method": method, **_named(ids)}
        super().__init__(
            f"These units show output without any input: {_some(ids)}. Under "
            f"{method} that could be repeated without end.",
            "Correct the input at its source, or leave these units out.",
            "Use dea-vrs or dea-nirs, which repeat nobody more than once.",
        )


class CollinearError(FrontierError):
    """A column says nothing that others do not say."""

    code = "collinear"

    def __init__(self, columns: Iterable[str]) -> None:
        columns = tuple(columns)
        self.params = {"columns": ", ".join(columns)}
        super().__init__(
            f"These columns follow from the others: {_some(columns)}.",
            "Leave one of each such group out.",
            "A column with the same figure in every row follows from the intercept.",
        )


class TooFewError(FrontierError):
    """There are fewer units than the method can work with."""

    code = "too_few"

    def __init__(self, found: int, wanted: int, purpose: str) -> None:
        self.params = {"found": found, "wanted": wanted}
        super().__init__(
            f"There are {found} units; {purpose} needs at least {wanted}.",
            "Compare more units, or use fewer columns.",
            "Use an envelope (dea-vrs, fdh), which estimates no coefficients.",
        )


class ConvergenceError(FrontierError):
    """An estimate did not settle, so there is none."""

    code = "convergence"

    def __init__(self, what: str, steps: int) -> None:
        self.params = {"steps": steps}
        super().__init__(
            f"{what} did not settle within {steps} steps.",
            "Look for single units far from all others, and for units of measure "
            "that differ by many orders of magnitude.",
            "Use a simpler method: half-normal instead of truncated-normal.",
        )


class UncertifiedError(FrontierError):
    """Some scores have no proof, or are zero, and cannot be worked on."""

    code = "uncertified"

    def __init__(self, count: int) -> None:
        self.params = {"count": count}
        super().__init__(
            f"{count} units have no proven score above zero.",
            "Look at the warnings of the fit: they name the units.",
            "Leave units without output out and fit again.",
        )
