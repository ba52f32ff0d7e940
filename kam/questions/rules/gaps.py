"""Questions that follow from what is missing, one small source each.

A source takes plain rows and returns the gaps it sees and how many things it finds
filled. The key of a gap is stable, so that a gap somebody asked about is stored once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Protocol

from kam.accounts.rules.threads import LAYERS
from kam.accounts.rules.unknowns import (
    OF_ACCOUNT,
    OF_PERSON,
    Somebody,
    Unknown,
    unknowns,
)
from kam.adoption.rules.ladder import Seen, stage_of
from kam.core.marking import mark
from kam.judgements.rules.freshness import is_ageing
from kam.judgements.rules.scales import BUSINESS, GATES, INFLUENCE, PERSONAL, TERMS
from kam.questions.rules.worth import TOP_INFLUENCE, WHOLE_ACCOUNT, reach, worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

Pair = tuple[int, int]
CUSTOMER = "customer"
OF_JUDGEMENT = {
    INFLUENCE: (0.9, mark("%(who)s 对这件事有多大影响力？")),
    BUSINESS: (0.7, mark("我们和 %(who)s 的业务关系到哪一步？")),
    PERSONAL: (0.5, mark("%(who)s 对我们个人信任到哪一步？")),
}
OF_GATE = {
    "knows": mark("%(who)s 说得出 %(product)s 是什么、做什么用吗？"),
    "needs": mark("%(who)s 承认有 %(product)s 能解决的问题吗？"),
    "agreed": mark("%(who)s 同意过了解 %(product)s、没有推脱吗？"),
    "used": mark("%(who)s 用过 %(product)s 吗？"),
    "share": mark("%(who)s 适用的情形里，百分之几在用 %(product)s？"),
    "recommends": mark("%(who)s 向别人推荐过 %(product)s 吗？"),
}
GATE_IMPACT, TERM_IMPACT = 0.8, 1.0
OF_TERM = {
    "risk": mark("在 %(who)s 看来，选 %(product)s 选错了会怎样？"),
    "switch": mark("%(who)s 要转用 %(product)s，得付出什么？"),
    "post": mark("%(who)s 用上 %(product)s 以后，还要付出什么？"),
    "value": mark("在 %(who)s 看来，%(product)s 值在哪里？"),
}
WHY = {
    "layer": mark("这一层还没有认识的人，影响到不了那里"),
    "obstacle": mark("障碍决定下一次谈什么"),
    "concerns": mark("信息要对准他关心的问题"),
    "field": mark("客户描写还缺这一项"),
    "judgement": mark("层级图和单线风险要靠它"),
    "gate": mark("答案决定他在应用周期的哪一级"),
    "term": mark("客户那一边问过，才知道什么挡住了转变"),
    "old": mark("上次的依据已旧，可能变了"),
}


class Judged(Protocol):
    """What stands of one aspect of somebody."""

    @property
    def stakeholder_id(self) -> int: ...
    @property
    def product_id(self) -> int | None: ...
    @property
    def aspect(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def value(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def day(self) -> date: ...
    @property
    def product(self) -> str: ...


@dataclass(frozen=True)
class Gap:
    """One thing that is missing or has aged: texts are marked, `field` fills it."""

    key: str
    text: str
    why: str
    impact: float
    reach: float
    field: str
    layer: str = ""
    person_id: int | None = None
    who: str = ""
    product_id: int | None = None
    is_old: bool = False

    @property
    def worth(self) -> float:
        """What asking is worth."""
        return worth(self.impact, self.reach)


@dataclass(frozen=True)
class Found:
    """The gaps of a source, and how many things it finds filled."""

    gaps: Sequence[Gap] = ()
    known: int = 0


@dataclass(frozen=True)
class Knowledge:
    """What is known of an account on a day, as plain rows."""

    account: Mapping[str, object]
    people: Sequence[Somebody]
    held: Sequence[Judged]
    day: date
    ageing_after: int = 120
    usual: int = 3
    influence: Mapping[int, int] = field(default_factory=dict)

    def reach_of(self, somebody: Somebody) -> float:
        """Return how far answers about somebody reach."""
        return reach(somebody.layer, self.influence.get(somebody.pk), self.usual)


def influence_of(held: Iterable[Judged]) -> dict[int, int]:
    """Return the influence judged of each person."""
    return {row.stakeholder_id: row.value for row in held if row.aspect == INFLUENCE}


def all_gaps(known: Knowledge) -> Found:
    """Ask every source; the gap worth most comes first, ties keep their order."""
    found = [source(known) for source in SOURCES]
    gaps = [gap for one in found for gap in one.gaps]
    gaps.sort(key=lambda gap: -gap.worth)
    return Found(gaps, sum(one.known for one in found))


def of_writeup(known: Knowledge) -> Found:
    """What the write-up and the map of layers lack."""
    by_id = {somebody.pk: somebody for somebody in known.people}
    open_ones = unknowns(known.account, known.people)
    gaps = [_of_unknown(known, by_id, one) for one in open_ones]
    asked = len(LAYERS) + len(OF_ACCOUNT) + len(OF_PERSON) * len(known.people)
    return Found(gaps, asked - len(gaps))


def _of_unknown(known: Knowledge, people: Mapping[int, Somebody], one: Unknown) -> Gap:
    told: dict[str, Any] = {"text": one.text, "field": one.field}
    why = WHY.get(one.field, WHY["field"])
    if one.person_id is not None:
        somebody = people[one.person_id]
        key, change = f"person:{somebody.pk}:{one.field}", OF_PERSON[one.field][0]
        return _about(known, somebody, key=key, why=why, impact=change, **told)
    if one.layer:
        far, key = reach(one.layer, TOP_INFLUENCE), f"layer:{one.layer}"
        return Gap(key, impact=1.0, reach=far, why=why, layer=one.layer, **told)
    change = OF_ACCOUNT[one.field][0] / WHOLE_ACCOUNT
    key = f"account:{one.field}"
    return Gap(key, impact=change, reach=WHOLE_ACCOUNT, why=why, **told)


def of_judgements(known: Knowledge) -> Found:
    """People whose influence or relationship nobody judged, or judged long ago."""
    held = {(r.stakeholder_id, r.aspect): r for r in known.held if not r.product_id}
    gaps, fresh = [], 0
    for somebody in known.people:
        for aspect, (change, text) in OF_JUDGEMENT.items():
            row = held.get((somebody.pk, aspect))
            if row and not is_ageing(row.day, known.day, known.ageing_after):
                fresh += 1
                continue
            gap = _about(
                known,
                somebody,
                key=f"judge:{somebody.pk}:{aspect}",
                text=text,
                why=WHY["old"] if row else WHY["judgement"],
                impact=change,
                field=aspect,
                is_old=row is not None,
            )
            gaps.append(gap)
    return Found(gaps, fresh)


def of_gates(known: Knowledge) -> Found:
    """The gate to ask next, of everybody whose use of a product we follow."""
    gaps, passed = [], 0
    for somebody, product_id, rows in _by_product(known):
        seen = {r.aspect: Seen(r.value, r.day) for r in rows if r.aspect in GATES}
        if not seen:
            continue
        passed += len(seen)
        ask = stage_of(seen, known.day).ask
        if not ask:
            continue
        old = ask in seen
        passed -= old
        gap = _about(
            known,
            somebody,
            key=f"gate:{somebody.pk}:{product_id}:{ask}",
            text=OF_GATE[ask],
            why=WHY["old"] if old else WHY["gate"],
            impact=GATE_IMPACT,
            field=ask,
            product_id=product_id,
            is_old=old,
        )
        gaps.append(gap)
    return Found(gaps, passed)


def of_terms(known: Knowledge) -> Found:
    """Terms of the change equation that the customer was not asked about."""
    gaps, probed = [], 0
    for somebody, product_id, rows in _by_product(known):
        if not any(row.aspect in TERMS for row in rows):
            continue
        asked = {r.aspect: r for r in rows if r.side == CUSTOMER}
        for term, text in OF_TERM.items():
            row = asked.get(term)
            if row and row.source != "guess":
                probed += 1
                continue
            gap = _about(
                known,
                somebody,
                key=f"term:{somebody.pk}:{product_id}:{term}",
                text=text,
                why=WHY["term"],
                impact=TERM_IMPACT,
                field=term,
                product_id=product_id,
            )
            gaps.append(gap)
    return Found(gaps, probed)


SOURCES = (of_writeup, of_judgements, of_gates, of_terms)


def _about(known: Knowledge, somebody: Somebody, **told: Any) -> Gap:
    """Return a gap about somebody, with their reach."""
    return Gap(
        reach=known.reach_of(somebody),
        layer=somebody.layer,
        person_id=somebody.pk,
        who=somebody.name,
        **told,
    )


def _by_product(
    known: Knowledge,
) -> Iterator[tuple[Somebody, int, list[Judged]]]:
    rows: dict[Pair, list[Judged]] = {}
    for row in known.held:
        if row.product_id is not None:
            rows.setdefault((row.stakeholder_id, row.product_id), []).append(row)
    people = {somebody.pk: somebody for somebody in known.people}
    for (pk, product_id), held in sorted(rows.items()):
        if pk in people:
            yield people[pk], product_id, held


def could_answer(gap: Gap, strengths: Mapping[int, float]) -> list[int]:
    """Return who could answer: the person it is about, and whoever knows us best.

    `strengths` says how strong the contact with each person is (method §3.10).
    """
    others = (pk for pk in strengths if pk != gap.person_id)
    best = min(others, key=lambda pk: (-strengths[pk], pk), default=None)
    return [pk for pk in (gap.person_id, best) if pk is not None]


def strongest(strengths: Mapping[int, float], most: int = 2) -> dict[int, float]:
    """Keep the few who know us best: more are never named for one question."""
    best = nsmallest(most, strengths, key=lambda pk: (-strengths[pk], pk))
    return {pk: strengths[pk] for pk in best}


def strengths_of(held: Iterable[Judged]) -> dict[int, float]:
    """Return the contact strength of everybody judged: (business + personal) ÷ 10."""
    sums: dict[int, float] = {}
    for row in held:
        if row.aspect in (BUSINESS, PERSONAL):
            sums[row.stakeholder_id] = sums.get(row.stakeholder_id, 0) + row.value / 10
    return sums
