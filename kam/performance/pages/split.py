"""The gap of a territory, split into what was counted; or what is missing for that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.people.scopes import may
from kam.performance.engine import split_chain
from kam.performance.pages.splitting import chains_of
from kam.performance.pages.words import MINUS, PLAIN, figure_text, sales_unit
from kam.performance.rules import (
    COLUMNS,
    FACTOR_ABOUT,
    FACTOR_NAMES,
    STEPS,
    Labels,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User
    from kam.performance.engine import GapPart
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.words import Writing
    from kam.performance.queries import Spot


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
    sales = {spot.key: spot.sales for spot in spots} | {row.territory_id: row.sales}
    if not row.gap or row.frontier is None:
        return None
    found = chains_of(user, run, [row], sales).get(row.territory_id)
    if found is None:
        return None
    chain, from_columns = found
    parts = split_chain(chain) if chain.is_split else ()
    return GapSplit(
        lines=[_line(part, writing) for part in parts],
        total=writing.sales(row.gap),
        unit=sales_unit(Labels(**run.parameters["labels"])),
        source=source_text(from_columns=from_columns) if parts else "",
        missing=missing_text(chain.missing),
        import_url=_import_url() if may(user, "figure", "create") else "",
    )


def _line(part: GapPart, writing: Writing) -> PartLine:
    about = [gettext(FACTOR_ABOUT[name]) for name in part.factors]
    sign = MINUS if part.part < 0 else ""
    return PartLine(
        name=factors_text(part.factors),
        about=about[0] if len(about) == 1 else "",
        own=_rate_text(part.own),
        best=_rate_text(part.best),
        part=f"{sign}{writing.sales(abs(part.part))}",
        is_better=part.part < 0,
    )


def factors_text(factors: Sequence[str]) -> str:
    """Name one factor, or those that could not be told apart."""
    return gettext("与").join(gettext(FACTOR_NAMES[name]) for name in factors)


def _rate_text(value: float) -> str:
    """Write a small rate with the digits it needs.

    >>> _rate_text(0.0314), _rate_text(41.0)
    ('0.031', '41')
    """
    return f"{value:.2g}" if 0 < value < 1 else figure_text(value)


def source_text(*, from_columns: bool) -> str:
    """Say where the counts came from."""
    if from_columns:
        return gettext("数字来自比较组的更多列。")
    return gettext(
        "数字来自本系统的记录：这一期提交的拜访和赢得的商机，按客户现在的区域。"
    )


def missing_text(steps: Sequence[str]) -> str:
    """Name the counts that were missing."""
    names = [COLUMNS[step][0] for step in STEPS if step in steps]
    return gettext("、").join(gettext(name) for name in names)


def _import_url() -> str:
    return f"{reverse('transfer:new')}?kind=figures"
