"""One line of a behaviour page: a metric's figure, its interval, how it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.performance.pages.behaviour.words import (
    band_words,
    basis_words,
    figure,
    lead_words,
    moved_words,
    note,
)
from kam.performance.rules.behaviour import (
    BY_KEY,
    Count,
    Kind,
    band,
    measure,
    moved,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.performance.queries.behaviour import Crew, Tallies
    from kam.performance.rules.behaviour import Band, Limits, Measured

TONES = {"higher": "good", "lower": "warn", "": "mute"}


@dataclass(frozen=True)
class Bar:
    """An interval in a picture 100 wide: its ends, its middle, and the team's half."""

    low: float
    width: float
    middle: float
    band_low: float
    band_width: float


@dataclass(frozen=True)
class Line:
    """A metric of a person, ready to be read."""

    key: str
    label: str
    figure: str
    note: str
    state: str
    bar: Bar | None
    before: str
    moved: str
    tone: str
    band: str
    numerator: str
    denominator: str
    basis: str
    is_standing: bool


@dataclass(frozen=True)
class Reading:
    """Everything that is known of one person, and the team's middle halves."""

    limits: Limits
    now: Mapping[str, Measured]
    before: Mapping[str, Measured]
    bands: Mapping[str, Band]

    def line(self, key: str) -> Line:
        """Return the line of a metric."""
        one, metric = self.now[key], BY_KEY[key]
        middle = self.bands.get(key)
        change = self._change(key)
        return Line(
            key=key,
            label=gettext(metric.label),
            figure=figure(one),
            note=note(one, self.limits.fewest),
            state=one.state,
            bar=bar_of(one, middle),
            before=self._before(key),
            moved=moved_words(change) if self._compares(key) else "",
            tone=TONES[change],
            band=band_words(metric, middle) if one.is_known else "",
            numerator=gettext(metric.numerator),
            denominator=gettext(metric.denominator),
            basis=basis_words(metric),
            is_standing=metric.is_standing,
        )

    def lead(self, keys: Sequence[str], before: str) -> str:
        """Say first what changed since the period before, beyond both intervals."""
        keys = [key for key in keys if self._compares(key)]
        if not keys:
            return gettext("上一期的记录还不够，先看这一期。")
        told = {
            change: [
                gettext(BY_KEY[k].label) for k in keys if self._change(k) == change
            ]
            for change in ("higher", "lower")
        }
        return lead_words(told["higher"], told["lower"], before)

    def _compares(self, key: str) -> bool:
        one, old = self.now[key], self.before[key]
        return one.is_known and old.is_known and not one.metric.is_standing

    def _change(self, key: str) -> str:
        return moved(self.now[key], self.before[key]) if self._compares(key) else ""

    def _before(self, key: str) -> str:
        if not self._compares(key):
            return ""
        return gettext("上期 %(figure)s") % {"figure": figure(self.before[key])}


def bar_of(one: Measured, middle: Band | None = None) -> Bar | None:
    """Place an interval between 0 and 100; a mean has no scale to stand on."""
    if not one.is_known or one.metric.kind is Kind.MEAN or one.low is None:
        return None
    high, value = one.high or 0.0, one.value or 0.0
    low, top = (middle.low, middle.high) if middle else (0.0, 0.0)
    parts = (one.low, high - one.low, value, low, top - low)
    return Bar(*(round(part * 100, 1) for part in parts))


def all_measured(counts: Mapping[str, Count], fewest: int) -> dict[str, Measured]:
    """Return every metric as far as it is known."""
    return {
        key: measure(metric, counts.get(key), fewest) for key, metric in BY_KEY.items()
    }


def reading_of(crew: Crew, found: Tallies, person: int) -> Reading:
    """Read the counts of a person beside the people of the team."""
    fewest = crew.limits.fewest
    now = all_measured(found.of(person), fewest)
    before = all_measured(found.of(person, "before"), fewest)
    everybody = [all_measured(found.of(one.id), fewest) for one in crew.people]
    return Reading(crew.limits, now, before, bands_of(everybody))


def bands_of(everybody: Sequence[Mapping[str, Measured]]) -> dict[str, Band]:
    """Return the middle half of a team for each metric that enough people have."""
    found = {}
    for key in BY_KEY:
        values = [told[key].value for told in everybody]
        middle = band([value for value in values if value is not None])
        if middle is not None:
            found[key] = middle
    return found
