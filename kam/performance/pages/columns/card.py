"""The card of one territory: where it stands, and what its peers do differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext

from kam.performance.pages.card import Fact
from kam.performance.pages.columns.above import above_facts, unreached_words
from kam.performance.pages.columns.words import (
    column_title,
    labels_of_run,
    span_text,
)
from kam.performance.pages.words import (
    NOTHING,
    class_text,
    class_tone,
    column_text,
    interval_text,
    score_text,
    share_text,
    with_minus,
)
from kam.performance.queries.columns import peers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import ColumnRow, ColumnRun
    from kam.performance.rules import Labels

MOST_PEERS = 3
WHOLE = 0.9995


@dataclass(frozen=True)
class PeerHead:
    """One territory to learn from, and its share of the mix."""

    key: int
    code: str
    share: str


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """One column: own, each peer, the mix of all peers, and the difference."""

    title: str
    role: str
    own: str
    peers: list[tuple[str, str]]
    mix: str
    difference: str
    percent: str


@dataclass(frozen=True, kw_only=True)
class ColumnCard:
    """One territory of a column run."""

    key: int
    code: str
    class_text: str
    class_tone: str
    facts: list[Fact]
    peers: list[PeerHead]
    more_peers: int
    contrasts: list[Contrast]
    mix_head: str
    alone: str
    peer_keys: frozenset[int]


def column_card(row: ColumnRow, run: ColumnRun) -> ColumnCard:
    """Lay out one territory with its peers, in three statements at most."""
    others = [peer for peer in row.peers if peer["key"] != row.territory_id]
    found = peers_of(run, [peer["key"] for peer in others])
    weighted = sorted(
        ((found[peer["key"]], float(peer["weight"])) for peer in others),
        key=lambda pair: -pair[1],
    )
    shown = weighted[:MOST_PEERS]
    return ColumnCard(
        key=row.territory_id,
        code=row.code,
        class_text=class_text(row.unit_class, is_named=False),
        class_tone=class_tone(row.unit_class, is_named=False),
        facts=_facts(row, run),
        peers=[
            PeerHead(peer.territory_id, peer.code, share_text(share))
            for peer, share in shown
        ],
        more_peers=len(weighted) - len(shown),
        contrasts=_contrasts(row, run, weighted),
        mix_head=gettext("学习对象的组合") if weighted else gettext("前沿线上"),
        alone="" if weighted else unreached_words(row, run) or _alone(row),
        peer_keys=frozenset(peer.territory_id for peer, _share in weighted),
    )


def _facts(row: ColumnRow, run: ColumnRun) -> list[Fact]:
    if row.score is None:
        return []
    level = share_text(run.parameters["asked"]["level"])
    span = interval_text(row.lower, row.upper)
    unsure = gettext("没有区间")
    facts = [
        Fact(
            gettext("指数"),
            score_text(row.score),
            gettext("%(level)s 的把握在 %(span)s") % {"level": level, "span": span}
            if span
            else unsure,
        ),
        Fact(
            gettext("名次范围"),
            span_text(row.first_place, row.last_place) or NOTHING,
            gettext("共 %(n)s 个；区间重叠的不分先后") % {"n": run.n}
            if row.is_sure
            else unsure,
        ),
    ]
    factor = above_facts(row) if run.is_above else _factor(row)
    return facts + factor + _correction(row)


def _factor(row: ColumnRow) -> list[Fact]:
    if row.value is None:
        return []
    if row.factor == "phi":
        told = gettext("同样的投入，前沿能做到现产出的几倍")
        return [Fact(gettext("产出倍数"), f"{row.value:.3g}", told)]
    if row.factor == "theta":
        told = gettext("同样的产出，前沿只用现投入的几成")
        return [Fact(gettext("投入比例"), share_text(row.value), told)]
    told = gettext("投入减少、产出增加同一比例")
    return [Fact(gettext("两边的距离"), share_text(row.value), told)]


def _correction(row: ColumnRow) -> list[Fact]:
    if row.corrected is None:
        return []
    told = gettext("扣去前沿画得偏低的部分")
    return [Fact(gettext("校正后的指数"), score_text(row.corrected), told)]


def _contrasts(
    row: ColumnRow, run: ColumnRun, weighted: Sequence[tuple[ColumnRow, float]]
) -> list[Contrast]:
    """Set every column side by side: those compared first, then the unused."""
    labels = labels_of_run(run)
    chosen = [*run.inputs, *run.outputs]
    if not weighted:
        chosen = [key for key in chosen if row.targets.get(key) is not None]
        return [_contrast(key, row, run, [], labels) for key in chosen]
    unused = [key for key in row.figures if key not in chosen]
    return [_contrast(key, row, run, weighted, labels) for key in (*chosen, *unused)]


def _contrast(
    key: str,
    row: ColumnRow,
    run: ColumnRun,
    weighted: Sequence[tuple[ColumnRow, float]],
    labels: Labels,
) -> Contrast:
    own = row.figures.get(key)
    theirs = [peer.figures.get(key) for peer, _share in weighted]
    mix = mixed(key, weighted) if weighted else row.targets.get(key)
    gap = None if own is None or mix is None else mix - own
    write = column_text([own, mix, gap, *theirs])
    return Contrast(
        title=column_title(key, labels),
        role=_role(key, run),
        own=write(own),
        peers=[
            (f"{peer.code} {share_text(share)}", write(peer.figures.get(key)))
            for peer, share in weighted[:MOST_PEERS]
        ],
        mix=write(mix),
        difference=NOTHING
        if gap is None
        else with_minus(f"{'+' if gap > 0 else ''}{write(gap)}"),
        percent=_percent(own, gap),
    )


def mixed(key: str, weighted: Sequence[tuple[ColumnRow, float]]) -> float | None:
    """Return the weighted sum of the peers in a column; None where one lacks it."""
    total = 0.0
    for peer, share in weighted:
        value = peer.figures.get(key)
        if value is None:
            return None
        total += share * value
    return total


def _percent(own: float | None, gap: float | None) -> str:
    if not own or gap is None:
        return ""
    share = round(gap / abs(own) * 100)
    return with_minus(f"{share:+d}%") if share else ""


def _role(key: str, run: ColumnRun) -> str:
    if key not in (*run.inputs, *run.outputs):
        return gettext("未用")
    is_input = key in run.inputs
    side = pgettext("column", "投入") if is_input else pgettext("column", "产出")
    return gettext("%(side)s，给定") % {"side": side} if key in run.fixed else side


def _alone(row: ColumnRow) -> str:
    if row.score is None:
        return gettext("这个区域没有指数，所以没有可以对照的区域。")
    if row.peers and row.score >= WHOLE:
        return gettext("这个区域就在前沿上：别人可以来学，它的做法值得写下来。")
    return gettext("这种方法不点出可以学习的区域；要看向谁学，请用包络或阶梯包络。")
