"""Gates of the ladder and terms of the change equation nobody asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.adoption.rules.ladder import Seen, stage_of
from kam.core.marking import mark
from kam.judgements.rules.scales import GATES, TERMS
from kam.questions.rules.gaps.shape import WHY, Found, about

if TYPE_CHECKING:
    from kam.questions.rules.gaps.shape import Knowledge

CUSTOMER = "customer"
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


def of_gates(known: Knowledge) -> Found:
    """The gate to ask next, of everybody whose use of a product we follow."""
    gaps, passed = [], 0
    for somebody, product_id, rows in known.by_product:
        seen = {r.aspect: Seen(r.value, r.day) for r in rows if r.aspect in GATES}
        if not seen:
            continue
        passed += len(seen)
        ask = stage_of(seen, known.day).ask
        if not ask:
            continue
        old = ask in seen
        passed -= old
        gap = about(
            known,
            somebody,
            key=f"gate:{somebody.pk}:{product_id}:{ask}",
            text=OF_GATE[ask],
            why=WHY["old"] if old else WHY["gate"],
            impact=GATE_IMPACT,
            field=ask,
            product_id=product_id,
            product=rows[0].product,
            is_old=old,
        )
        gaps.append(gap)
    return Found(gaps, passed)


def of_terms(known: Knowledge) -> Found:
    """Terms of the change equation that the customer was not asked about."""
    gaps, probed = [], 0
    for somebody, product_id, rows in known.by_product:
        if not any(row.aspect in TERMS for row in rows):
            continue
        asked = {r.aspect: r for r in rows if r.side == CUSTOMER}
        for term, text in OF_TERM.items():
            row = asked.get(term)
            if row and row.source != "guess":
                probed += 1
                continue
            gap = about(
                known,
                somebody,
                key=f"term:{somebody.pk}:{product_id}:{term}",
                text=text,
                why=WHY["term"],
                impact=TERM_IMPACT,
                field=term,
                product_id=product_id,
                product=rows[0].product,
            )
            gaps.append(gap)
    return Found(gaps, probed)
