"""The gap of a territory, split into what was counted; or what is missing for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.people.scopes import may
from kam.performance.engine import split_chain
from kam.performance.pages.words import MINUS, PLAIN, figure_text, sales_unit
from kam.performance.queries import column_totals, record_totals
from kam.performance.rules import (
    COLUMNS,
    FACTOR_ABOUT,
    FACTOR_NAMES,
    STEPS,
    Labels,
    chain_of,
    is_close,
    mixed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.performance.engine import GapPart
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.words import Writing
    from kam.performance.queries import Spot
    from kam.performance.rules import Chain, Totals


@dataclass(frozen=True)
class PartLine:
    """One factor: of the territory, of the mix of its peers, and its part."""

    name: str
    about: str
    own: str
    best: str
    part: str
    is_better: bool


@dataclass(frozen=True, kw_only=True)
class GapSplit:
    """Where the gap of one territory comes from, as far as that was counted."""

    lines: list[PartLine]
    total: str
    unit: str
    source: str
    missing: str
    import_url: str


def gap_split(
    user: User,
    row: FrontierRow,
    spots: Sequence[Spot],
    run: FrontierRun,
    writing: Writing = PLAIN,
) -> GapSplit | None:
    """Split the gap of a row; None where there is no gap, or no mix to hold it to."""
    sales = {spot.key: spot.sales for spot in spots}
    shares = {
        int(peer["key"]): float(peer["weight"])
        for peer in row.peers
        if peer.get("weight") and peer["key"] in sales
    }
    if not row.gap or row.frontier is None or not shares:
        return None
    wanted = {key: sales[key] for key in (row.territory_id, *shares)}
    chain, from_columns = _chain(user, row, run, wanted, shares)
    if chain is None:
        return None
    parts = split_chain(chain) if chain.is_split else ()
    return GapSplit(
        lines=[_line(part, writing) for part in parts],
        total=writing.sales(row.gap),
        unit=sales_unit(Labels(**run.parameters["labels"])),
        source=_source(from_columns=from_columns) if parts else "",
        missing=_missing(chain.missing),
        import_url=_import_url() if may(user, "figure", "create") else "",
    )


def _chain(
    user: User,
    row: FrontierRow,
    run: FrontierRun,
    wanted: Mapping[int, float],
    shares: Mapping[int, float],
) -> tuple[Chain | None, bool]:
    """Read the columns of the set; where they part nothing, the records."""
    found = None
    for from_columns in (True, False):
        totals = (
            column_totals(run, wanted)
            if from_columns
            else record_totals(user, run, wanted)
        )
        found = _held(row, totals, shares)
        if found is None or found.is_split:
            return found, from_columns
    return found, False


def _held(
    row: FrontierRow, totals: Mapping[int, Totals], shares: Mapping[int, float]
) -> Chain | None:
    """Hold the row against the mix of its peers, if that is the frontier drawn."""
    best = mixed((share, totals[key]) for key, share in shares.items())
    if not is_close(best.sales, row.frontier or 0.0):
        return None
    return chain_of(totals[row.territory_id], best)


def _line(part: GapPart, writing: Writing) -> PartLine:
    names = [gettext(FACTOR_NAMES[name]) for name in part.factors]
    about = [gettext(FACTOR_ABOUT[name]) for name in part.factors]
    sign = MINUS if part.part < 0 else ""
    return PartLine(
        name=gettext("与").join(names),
        about=about[0] if len(about) == 1 else "",
        own=_rate_text(part.own),
        best=_rate_text(part.best),
        part=f"{sign}{writing.sales(abs(part.part))}",
        is_better=part.part < 0,
    )


def _rate_text(value: float) -> str:
    """Write a small rate with the digits it needs.

    >>> _rate_text(0.0314), _rate_text(41.0)
    ('0.031', '41')
    """
    return f"{value:.2g}" if 0 < value < 1 else figure_text(value)


def _source(*, from_columns: bool) -> str:
    if from_columns:
        return gettext("数字来自比较组的更多列。")
    return gettext(
        "数字来自本系统的记录：这一期提交的拜访和赢得的商机，按客户现在的区域。"
    )


def _missing(steps: Sequence[str]) -> str:
    names = [COLUMNS[step][0] for step in STEPS if step in steps]
    return gettext("、").join(gettext(name) for name in names)


def _import_url() -> str:
    return f"{reverse('transfer:new')}?kind=figures"
