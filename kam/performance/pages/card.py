"""The card of one territory: where it stands, its goal, and whom to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.performance.pages.words import (
    NOTHING,
    PLAIN,
    class_text,
    class_tone,
    interval_text,
    sales_unit,
    score_text,
    share_text,
    with_unit,
)
from kam.performance.rules import Labels
from kam.performance.terms import FrontierClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.performance.models import FrontierRow, FrontierRun
    from kam.performance.pages.learning import Learning
    from kam.performance.pages.targets.panel import TargetPanel
    from kam.performance.pages.words import Writing
    from kam.performance.queries import Spot

REST_AT_ZERO = 0.0005


@dataclass(frozen=True)
class Fact:
    """One fact with its explanation."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class PeerPanel:
    """One frontier territory to learn from."""

    key: int
    code: str
    figures: str
    index: str
    notes: list[str]


@dataclass(frozen=True, kw_only=True)
class Card:
    """One territory of a run."""

    key: int
    row: FrontierRow
    code: str
    figures: str
    class_text: str
    class_tone: str
    facts: list[Fact]
    peers: list[PeerPanel]
    peer_keys: frozenset[int]
    alone: str
    warnings: list[str]
    suppose_url: str
    learning: Learning | None
    target: TargetPanel | None = None


def card_of(
    row: FrontierRow,
    spots: Sequence[Spot],
    run: FrontierRun,
    writing: Writing,
    learning: Learning | None = None,
) -> Card:
    """Lay out one row of a run with all that its reader may see."""
    labels = Labels(**run.parameters["labels"])
    places = {spot.key: spot for spot in spots}
    several = len(row.peers) > 1
    peers = [_peer(p, places, labels, writing, several=several) for p in row.peers]
    return Card(
        key=row.territory_id,
        row=row,
        code=row.code,
        figures=figures_text(row.potential, row.sales, labels, writing),
        class_text=class_text(row.shown_class, is_named=row.is_named),
        class_tone=class_tone(row.shown_class, is_named=row.is_named),
        facts=facts_of(row, run, writing),
        peers=peers,
        peer_keys=frozenset(peer.key for peer in peers),
        alone="" if peers or not run.line else _alone(row),
        warnings=_warnings(row, run),
        suppose_url=suppose_url(row, run),
        learning=learning,
    )


def suppose_url(row: FrontierRow, run: FrontierRun) -> str:
    """Return where other figures of a territory are tried; nowhere without a line."""
    if not run.line:
        return ""
    where = reverse("performance:suppose", args=[run.pk])
    return f"{where}?unit={row.territory_id}"


def figures_text(
    potential: float, sales: float, labels: Labels, writing: Writing = PLAIN
) -> str:
    """Say the two figures of a territory with their units."""
    return gettext("%(x_name)s %(x)s · %(y_name)s %(y)s") % {
        "x_name": with_unit(labels.potential, labels.potential_unit),
        "x": writing.potential(potential),
        "y_name": with_unit(labels.sales, labels.sales_unit),
        "y": writing.sales(sales),
    }


def facts_of(
    row: FrontierRow, run: FrontierRun, writing: Writing = PLAIN
) -> list[Fact]:
    """Return index, gap and the two goals."""
    if row.score is None:
        return []
    labels = Labels(**run.parameters["labels"])
    constants = run.parameters["constants"]
    leads = row.frontier_class == FrontierClass.FRONTIER
    return [
        Fact(gettext("PF 指数"), score_text(row.score), _index_note(row, run)),
        Fact(gettext("与前沿差距"), writing.sales(row.gap), sales_unit(labels)),
        _reach(row, constants, writing, leads=leads),
        _stretch(row, constants, writing, leads=leads),
    ]


def _index_note(row: FrontierRow, run: FrontierRun) -> str:
    """Say how sure the index is, and what it was held against."""
    span = interval_text(row.lower, row.upper)
    if not span:
        return _held_against(run)
    level = share_text(run.parameters["constants"].get("level", 0.0))
    told = gettext("%(level)s 的把握在 %(span)s · %(held)s")
    return told % {"level": level, "span": span, "held": _held_against(run)}


def _held_against(run: FrontierRun) -> str:
    held = run.parameters["held_against"]
    if not held:
        return gettext("暂定，只有一期")
    return gettext("对照 %(period)s") % {"period": held}


def _reach(
    row: FrontierRow, constants: dict[str, float], writing: Writing, *, leads: bool
) -> Fact:
    label = gettext("目标 1")
    if leads:
        return Fact(label, NOTHING, gettext("已达到先锋的指数"))
    if row.goal is None:
        return Fact(label, gettext("商定"), gettext("没有销售，由主管商定"))
    told = gettext("较低者：前沿的 %(share)s，或现销售 × %(growth)s")
    note = told % {
        "share": share_text(constants["share_of_frontier"]),
        "growth": f"{constants['growth']:g}",
    }
    return Fact(label, writing.sales(row.goal), note)


def _stretch(
    row: FrontierRow, constants: dict[str, float], writing: Writing, *, leads: bool
) -> Fact:
    label = gettext("目标 2")
    times = f"{constants['stretch']:g}"
    if not leads:
        told = gettext("成为绩效先锋后：现销售 × %(times)s")
        return Fact(label, NOTHING, told % {"times": times})
    if not row.is_stable and not row.is_named:
        return Fact(label, gettext("待定"), gettext("连续两期达到后启用"))
    told = gettext("现销售 × %(times)s") % {"times": times}
    if row.waits_for_interval:
        why = gettext("两期在前沿，区间尚不能定")
        told = gettext("%(goal)s · %(why)s") % {"goal": told, "why": why}
    return Fact(label, writing.sales(row.goal), told)


def _peer(
    peer: dict[str, object],
    places: dict[int, Spot],
    labels: Labels,
    writing: Writing,
    *,
    several: bool,
) -> PeerPanel:
    spot = places[int(str(peer["key"]))]
    notes = []
    weight = peer.get("weight")
    if several and isinstance(weight, float) and weight > REST_AT_ZERO:
        told = gettext("在对照的组合里占 %(share)s")
        notes.append(told % {"share": share_text(weight)})
    return PeerPanel(
        key=spot.key,
        code=spot.code,
        figures=figures_text(spot.potential, spot.sales, labels, writing),
        index=score_text(spot.score),
        notes=notes,
    )


def _alone(row: FrontierRow) -> str:
    if row.gap == 0:
        return gettext("这个区域就在前沿上：别人可以来学，它的做法值得写下来。")
    return gettext("前沿上没有可以对照的区域。")


def _warnings(row: FrontierRow, run: FrontierRun) -> list[str]:
    limit = run.parameters["constants"]["fragile_above"]
    told = []
    if row.fragility is not None and row.fragility > limit:
        words = gettext(
            "去掉它，前沿最多下降 %(drop)s：这段前沿只靠它一个，请先核对数字"
        )
        told.append(words % {"drop": share_text(row.fragility)})
    if run.line and not row.certified:
        told.append(gettext("数字相差过于悬殊，这个结果无法核证"))
    return told
