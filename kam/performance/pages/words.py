"""Figures and classes of the frontier in words and short numbers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, pgettext

from kam.core.marking import mark
from kam.performance.rules import EXCLUDED, NOTES, REASONS
from kam.performance.terms import FrontierClass, SureClass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kam.performance.rules import Labels

NOTHING = "—"
MINUS = "\u2212"
USUAL_UNITS = (mark("千美元"), mark("千元"))
WHOLE_FROM, ONE_PLACE_FROM, SHORT_FROM = 1000, 100, 100_000
TONES = {
    SureClass.FRONTIER: "good",
    SureClass.NEAR: "info",
    SureClass.MIDDLE: "mute",
    SureClass.BEHIND: "warn",
    SureClass.UNDETERMINED: "dashed",
}


def _places(size: float) -> int:
    return 0 if size >= WHOLE_FROM else 1 if size >= ONE_PLACE_FROM else 2


def figure_text(value: float | None) -> str:
    """Write a figure with about four digits; exports keep every digit.

    >>> figure_text(74065.1), figure_text(243.0), figure_text(0.5)
    ('74,065', '243', '0.5')
    """
    if value is None:
        return NOTHING
    text = f"{value:,.{_places(abs(value))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def column_text(values: Iterable[float | None]) -> Callable[[float | None], str]:
    """Return how to write the figures of one column: all with the same decimals.

    >>> write = column_text([154.8, 30.24, 0.0])
    >>> write(30.24), write(0.0), write(None)
    ('30.2', '0.0', '—')
    """
    known = [value for value in values if value is not None]
    most = _places(max(map(abs, known), default=0.0))
    places = next(n for n in range(most + 1) if _is_enough(n, most, known))
    return lambda value: NOTHING if value is None else f"{value:,.{places}f}"


def _is_enough(places: int, most: int, values: Iterable[float]) -> bool:
    return all(round(value, places) == round(value, most) for value in values)


@dataclass(frozen=True)
class Writing:
    """How the figures of one run are written, so that they can be compared."""

    potential: Callable[[float | None], str] = figure_text
    sales: Callable[[float | None], str] = figure_text


PLAIN = Writing()


def score_text(score: float | None) -> str:
    """Write a PF index; it is cut, not rounded, so 0.8999 never reads as 0.90.

    >>> score_text(0.8999), score_text(0.29), score_text(1.0)
    ('0.89', '0.29', '1.00')
    """
    if score is None:
        return NOTHING
    return str(Decimal(repr(score)).quantize(Decimal("0.01"), ROUND_DOWN))


def interval_text(lower: float | None, upper: float | None) -> str:
    """Write an interval of an index; empty without one.

    >>> interval_text(0.7449, 0.9996), interval_text(None, None)
    ('0.74–0.99', '')
    """
    if lower is None or upper is None:
        return ""
    return f"{score_text(lower)}–{score_text(upper)}"


def signed_text(value: float) -> str:
    """Write a sum of differences with its sign, large ones short."""
    text = short_text(value)
    return f"+{text}" if value > 0 else text


def short_text(value: float) -> str:
    """Write a large figure in the reader's own thousands: 12.3 万, 123k."""
    if abs(value) < SHORT_FROM:
        return figure_text(value)
    if (get_language() or "zh").startswith("zh"):
        steps = [(1e8, gettext("%(n)s 亿")), (1e4, gettext("%(n)s 万"))]
    else:
        steps = [(1e6, "%(n)sM"), (1e3, "%(n)sk")]
    size, pattern = next(step for step in steps if abs(value) >= step[0])
    return pattern % {"n": figure_text(round(value / size, 1))}


def with_minus(text: str) -> str:
    """Write a negative difference with a minus sign, not with a hyphen."""
    return text.replace("-", MINUS, 1) if text.startswith("-") else text


def share_text(share: float) -> str:
    """Write a share as whole per cent."""
    return f"{share * 100:.0f}%"


def with_unit(label: str, unit: str) -> str:
    """Write a column with its unit; the usual names are translated."""
    name = usual_text(label)
    told = {"name": name, "unit": usual_text(unit)}
    return gettext("%(name)s（%(unit)s）") % told if unit else name


def usual_text(name: str) -> str:
    """Translate the name of a column or a unit if it is a usual one."""
    return gettext(name) if name else ""


def class_text(frontier_class: str, *, is_named: bool) -> str:
    """Name a class; nobody is called 绩效先锋 before periods and interval agree."""
    if not frontier_class:
        return ""
    if frontier_class == FrontierClass.FRONTIER and not is_named:
        return pgettext("class", "先锋（暂定）")
    return str(SureClass(frontier_class).label)


def class_tone(frontier_class: str, *, is_named: bool) -> str:
    """Return the tone that repeats a class."""
    if frontier_class == FrontierClass.FRONTIER and not is_named:
        return "dashed"
    return TONES.get(SureClass(frontier_class), "mute") if frontier_class else ""


def reason_text(reason: str, text: str) -> str:
    """Say why a territory takes no part; the excluder's own words come first."""
    if reason == EXCLUDED and text:
        return text
    return gettext(REASONS[reason]) if reason in REASONS else reason


def note_text(code: str, units: list[str], params: Mapping[str, object]) -> str:
    """Say one thing a reader of a run should know, with the territories it is about."""
    told = gettext(NOTES[code]) if code in NOTES else code
    told = told % params if params else told
    if not units:
        return told
    names = gettext("、").join(units)
    return gettext("%(note)s：%(units)s") % {"note": told, "units": names}


def sales_unit(labels: Labels) -> str:
    """Return the unit of sales, or the word sales where it has none."""
    return usual_text(labels.sales_unit or labels.sales)
