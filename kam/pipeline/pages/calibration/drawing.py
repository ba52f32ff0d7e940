"""The curves of won and lost with their bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.web.plot import Mark, Titles, sheet_for
from kam.web.plot.scatter import BOTTOM, HEIGHT, RIGHT, TOP, WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.pipeline.pages.calibration.reading import Read
    from kam.web.plot import Sheet
    from kam.web.plot.scatter import Tick
    from salesfrontier import IncidenceAt, Share

MOST_STEPS = 160
PERCENT = 100
TABLE = "by-day"


@dataclass(frozen=True, kw_only=True)
class Curve:
    """One way to end: its line and its band."""

    kind: str
    label: str
    line: str
    band: str


@dataclass(frozen=True, kw_only=True)
class Curves:
    """A finished chart."""

    titles: Titles
    left: float
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    points: tuple[Mark, ...]
    table: str = TABLE
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    bottom: int = BOTTOM
    right: int = RIGHT


def curves_of(read: Read, labels: dict[str, str]) -> Curves | None:
    """Draw them; nothing closed draws nothing."""
    fit, closing = read.found.happened.incidence, read.found.happened.last_closing
    if fit is None or closing is None:
        return None
    last = max(int(closing.day), 1)
    sheet = sheet_for(last, PERCENT)
    told = fit.at(_days(last))
    return Curves(
        titles=Titles(
            x=gettext("从开始算的天数"),
            y="%",
            label=gettext(
                "到每一天为止赢了和输了多少，带 95 % 区间；数字列在下面的表里"
            ),
            name=gettext("校准"),
        ),
        left=sheet.left,
        x_ticks=sheet.x_ticks,
        y_ticks=sheet.y_ticks,
        curves=tuple(
            _curve(kind, label, told, sheet) for kind, label in labels.items()
        ),
        points=tuple(
            mark
            for kind, label in labels.items()
            for one in read.found.happened.at
            if (mark := _mark(kind, label, one, sheet)) is not None
        ),
    )


def _days(last: int) -> list[int]:
    """Return the days on which something ended, thinned to what a screen shows."""
    step = max(last // MOST_STEPS, 1)
    return sorted({*range(0, last + 1, step), last})


def _share(kind: str, one: IncidenceAt) -> Share | None:
    return one.won if kind == "won" else one.lost


def _curve(kind: str, label: str, told: Sequence[IncidenceAt], sheet: Sheet) -> Curve:
    shares = [(one.day, share) for one in told if (share := _share(kind, one))]
    low = [(day, share.low * PERCENT) for day, share in shares]
    high = [(day, share.high * PERCENT) for day, share in shares]
    mid = [(day, share.value * PERCENT) for day, share in shares]
    return Curve(
        kind=kind,
        label=label,
        line=sheet.trace(_stairs(mid)),
        band=sheet.trace([*_stairs(high), *reversed(_stairs(low))]),
    )


def _stairs(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Go along at one height until the day on which it changes."""
    found: list[tuple[float, float]] = []
    for day, height in pairs:
        if found:
            found.append((day, found[-1][1]))
        found.append((day, height))
    return found


def _mark(kind: str, label: str, one: IncidenceAt, sheet: Sheet) -> Mark | None:
    share = _share(kind, one)
    if share is None:
        return None
    x, y = sheet.place(one.day, share.value * PERCENT)
    words = gettext("到第 %(day)s 天%(what)s %(share)s（%(low)s–%(high)s）")
    told = {
        "day": f"{one.day:g}",
        "what": label,
        "share": f"{share.value:.1%}",
        "low": f"{share.low:.1%}",
        "high": f"{share.high:.1%}",
    }
    return Mark(
        x=x,
        y=y,
        kind="pioneer" if kind == "won" else "other",
        unit=f"{one.day:g}",
        value_x=repr(one.day),
        value_y=repr(share.value),
        detail=words % told,
    )
