"""The gaps of many territories split at once, for files and for the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.performance.engine import split_chain
from kam.performance.pages.opening import stands_open
from kam.performance.queries import column_totals, holders_of, record_totals, sales_in
from kam.performance.querysets import sees_all_units
from kam.performance.rules import chain_of, is_close, mixed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.performance.engine import GapPart
    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.rules import Chain, Totals

Shares = dict[int, float]


@dataclass(frozen=True, kw_only=True)
class RowSplit:
    """What one territory has of its gap in each factor, as its card tells it.

    `parts` is empty where nothing can be told apart, for `missing` counts, and while
    the card `is_closed`: somebody else's, not yet opened today.
    """

    parts: tuple[GapPart, ...] = ()
    missing: tuple[str, ...] = ()
    from_columns: bool = False
    is_closed: bool = False


def splits_of(
    user: User, run: FrontierRun, rows: Sequence[FrontierRow]
) -> dict[int, RowSplit]:
    """Split the gaps of some rows of a run, by territory; five statements.

    A representative reads none: they would tell the figures of peers.
    """
    gaps = [row for row in rows if row.gap and row.frontier is not None]
    if not gaps or not sees_all_units(user):
        return {}
    holders = holders_of(user, [row.territory_id for row in gaps])
    shown = [row for row in gaps if stands_open(user, row.territory_id, holders)]
    closed = {row.territory_id for row in gaps} - {row.territory_id for row in shown}
    keys = {int(peer["key"]) for row in shown for peer in row.peers}
    sales = sales_in(run, keys) | {row.territory_id: row.sales for row in shown}
    told = dict.fromkeys(closed, RowSplit(is_closed=True))
    for key, (chain, from_columns) in chains_of(user, run, shown, sales).items():
        told[key] = RowSplit(
            parts=split_chain(chain) if chain.is_split else (),
            missing=chain.missing,
            from_columns=from_columns,
        )
    return told


def chains_of(
    user: User,
    run: FrontierRun,
    rows: Sequence[FrontierRow],
    sales: Mapping[int, float],
) -> dict[int, tuple[Chain, bool]]:
    """Part each row by the columns of the set; where they part nothing, by records.

    The second value says that it was the columns.
    """
    shares = {row.territory_id: _shares(row, sales) for row in rows}
    found: dict[int, tuple[Chain, bool]] = {}
    left = [row for row in rows if shares[row.territory_id]]
    for from_columns in (True, False):
        keys = {key for row in left for key in shares[row.territory_id]}
        wanted = {key: sales[key] for key in keys | {row.territory_id for row in left}}
        if not wanted:
            break
        totals = (
            column_totals(run, wanted)
            if from_columns
            else record_totals(user, run, wanted)
        )
        held = {row.territory_id: _held(row, totals, shares) for row in left}
        found |= {k: (chain, from_columns) for k, chain in held.items() if chain}
        left = [row for row in left if _is_whole(held[row.territory_id])]
    return found


def _is_whole(chain: Chain | None) -> bool:
    return chain is not None and not chain.is_split


def _shares(row: FrontierRow, sales: Mapping[int, float]) -> Shares:
    return {
        int(peer["key"]): float(peer["weight"])
        for peer in row.peers
        if peer.get("weight") and peer["key"] in sales
    }


def _held(
    row: FrontierRow, totals: Mapping[int, Totals], shares: Mapping[int, Shares]
) -> Chain | None:
    """Hold the row against the mix of its peers, if that is the frontier drawn."""
    mine = shares[row.territory_id]
    best = mixed((share, totals[key]) for key, share in mine.items())
    if not is_close(best.sales, row.frontier or 0.0):
        return None
    return chain_of(totals[row.territory_id], best)
