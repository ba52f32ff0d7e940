"""How people who matter prefer to think, and what of their work nobody asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.core.marking import mark
from kam.judgements.rules.freshness import is_ageing
from kam.needs.rules.white import UNKNOWN
from kam.questions.rules.gaps.shape import WHY, Found, about
from kam.thinking.rules.watching import signs_to_watch

if TYPE_CHECKING:
    from kam.accounts.rules.unknowns import Somebody
    from kam.needs.rules.white import Leaf
    from kam.questions.rules.gaps.shape import Gap, Knowledge

MIND_IMPACT = 0.6
FIRST_LOOK = mark("%(who)s 先看数字、步骤、人，还是全局？下次见面一开场就留意")
CLOSER_LOOK = mark("下次提出建议后留意 %(who)s：更像“%(one)s”，还是“%(other)s”？")
# From a method of our template to one that might take our product: what it changes.
OF_LEAF = {
    "assumed": (0.4, mark("%(who)s 真的要“%(method)s”吗？现在怎么做？")),
    "own": (0.6, mark("%(who)s“%(method)s”时，我们哪个产品用得上？")),
    "product": (0.7, mark("%(who)s“%(method)s”时，%(product)s 适合吗？")),
}


def of_minds(known: Knowledge) -> Found:
    """People who matter whose preference is unknown, or too weakly estimated.

    Who is left out is not estimated, so nothing is asked about them.
    """
    gaps, sure = [], 0
    for somebody in known.people:
        told = known.minds.get(somebody.pk)
        if told is None or known.reach_of(somebody) < known.matters_from:
            continue
        if told.is_known and told.confidence >= known.sure_from:
            sure += 1
            continue
        gap = about(
            known,
            somebody,
            key=f"mind:{somebody.pk}",
            text=CLOSER_LOOK if told.n else FIRST_LOOK,
            why=WHY["weak"] if told.is_known else WHY["mind"],
            impact=MIND_IMPACT,
            field="mind",
            signs=signs_to_watch(told),
        )
        gaps.append(gap)
    return Found(gaps, sure)


def is_moot(key: str, known: Knowledge) -> bool:
    """Say whether a stored question is about what nobody looks at any more.

    Somebody is left out, or a method was put away: nothing was learned by that.
    """
    kind, _, number = key.partition(":")
    if kind == "mind":
        return int(number) not in known.minds
    if kind == "leaf":
        held = {leaf.id for leaves in known.leaves.values() for leaf in leaves}
        return int(number) not in held
    return False


def of_leaves(known: Knowledge) -> Found:
    """Methods of people's work of which nobody knows whether our products fit."""
    gaps: list[Gap] = []
    fresh = 0
    for somebody in known.people:
        for leaf in known.leaves.get(somebody.pk, ()):
            is_open = leaf.fit == UNKNOWN
            if is_open or is_ageing(leaf.day, known.day, known.ageing_after):
                gaps.append(_of_leaf(known, somebody, leaf, is_old=not is_open))
            else:
                fresh += 1
    return Found(gaps, fresh)


def _of_leaf(known: Knowledge, somebody: Somebody, leaf: Leaf, *, is_old: bool) -> Gap:
    kind = "assumed" if leaf.is_assumed else "product" if leaf.product else "own"
    impact, text = OF_LEAF[kind]
    return about(
        known,
        somebody,
        key=f"leaf:{leaf.id}",
        text=text,
        why=WHY["old"] if is_old else WHY["leaf"],
        impact=impact,
        field="fit",
        is_old=is_old,
        method=leaf.name,
        product=leaf.product,
        record_id=leaf.id,
    )
