"""What the write-up, the map of layers and the judgements of people lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.rules.threads import LAYERS
from kam.accounts.rules.unknowns import (
    OF_ACCOUNT,
    OF_PERSON,
    Somebody,
    Unknown,
    unknowns,
)
from kam.core.marking import mark
from kam.judgements.rules.freshness import is_ageing
from kam.judgements.rules.scales import BUSINESS, INFLUENCE, PERSONAL
from kam.questions.rules.gaps.shape import WHY, Found, Gap, Knowledge, about
from kam.questions.rules.worth import TOP_INFLUENCE, WHOLE_ACCOUNT, reach

if TYPE_CHECKING:
    from collections.abc import Mapping

OF_JUDGEMENT = {
    INFLUENCE: (0.9, mark("%(who)s 对这件事有多大影响力？")),
    BUSINESS: (0.7, mark("我们和 %(who)s 的业务关系到哪一步？")),
    PERSONAL: (0.5, mark("%(who)s 对我们个人信任到哪一步？")),
}


def of_writeup(known: Knowledge) -> Found:
    """What the write-up and the map of layers lack."""
    by_id = {somebody.pk: somebody for somebody in known.people}
    open_ones = unknowns(known.account, known.people)
    gaps = [_of_unknown(known, by_id, one) for one in open_ones]
    asked = len(LAYERS) + len(OF_ACCOUNT) + len(OF_PERSON) * len(known.people)
    return Found(gaps, asked - len(gaps))


def _of_unknown(known: Knowledge, people: Mapping[int, Somebody], one: Unknown) -> Gap:
    text, field, why = one.text, one.field, WHY.get(one.field, WHY["field"])
    if (pk := one.person_id) is not None:
        change, far = OF_PERSON[field][0], known.reach_of(people[pk])
        key = f"person:{pk}:{field}"
        return Gap(key, text, why, change, far, field, one.layer, pk, one.who)
    if one.layer:
        far, key = reach(one.layer, TOP_INFLUENCE), f"layer:{one.layer}"
        return Gap(key, text, why, 1.0, far, field, one.layer)
    change = OF_ACCOUNT[field][0] / WHOLE_ACCOUNT
    return Gap(f"account:{field}", text, why, change, WHOLE_ACCOUNT, field)


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
            gap = about(
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
