"""What to do next on the map, each with its reason (method §3.10).

Advice is no order: it names what it rests on, so that a person may disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kam.accounts.rules.threads import LAYERS
from kam.core.marking import mark
from kam.relations.rules.map import NOWHERE, Bounds, Contact, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROBED = 2
FEW = 3
RAISE, FIND, SPONSOR, PROBE = "raise", "find", "sponsor", "probe"
SPREAD, SHARE_OUT, LINES = "spread", "share-out", "lines"


@dataclass(frozen=True)
class Advice:
    """One thing to do: what, why, about whom, and how far it belongs to the company.

    `level` is kam1 for daily work of one person, kam2 for work of the whole company.
    """

    key: str
    what: str
    why: str
    level: str
    people: tuple[int, ...] = ()
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """What advice is drawn from."""

    contacts: Sequence[Contact]
    reading: Reading
    bounds: Bounds
    deciders: Sequence[Contact]
    way: tuple[int, ...] = ()
    without_concerns: frozenset[int] = frozenset()
    our_share: float = 0.0
    role_to_find: str = ""
    has_lines: bool = False


def advise(case: Case) -> list[Advice]:
    """Return what to do, the weightiest first."""
    asked = (_raise, _find, _sponsor, _lines, _spread, _share_out)
    found = [one for ask in asked if (one := ask(case)) is not None]
    return found + _probe(case)


def _raise(case: Case) -> Advice | None:
    if not case.contacts or case.reading.gap < case.bounds.gap:
        return None
    why = mark("离决策层还差 %(n)s 层；接触的层面决定能影响多少。")
    if case.reading.gap == NOWHERE:
        why = mark("还没有哪一层的业务关系达到 %(high)s 分；接触的层面决定能影响多少。")
    return Advice(
        RAISE,
        mark("提升接触层面"),
        why,
        "kam2",
        tuple(c.id for c in case.deciders),
        {"n": case.reading.gap, "high": case.bounds.high},
    )


def _find(case: Case) -> Advice | None:
    if not case.role_to_find:
        return None
    strongest = case.reading.strongest
    return Advice(
        FIND,
        mark("找到决策层的那个角色"),
        mark("“%(role)s”要点头，我们还没有人见过；请最熟的人引见。"),
        "kam2",
        (strongest.id,) if strongest else (),
        {"role": case.role_to_find},
    )


def _sponsor(case: Case) -> Advice | None:
    if len(case.way) < PROBED:
        return None
    return Advice(
        SPONSOR,
        mark("请最熟的人引荐"),
        mark("这是到决策人的最暖路径上的第一步，%(n)s 步可到。"),
        "kam1",
        case.way[:2],
        {"n": len(case.way) - 1},
    )


def _lines(case: Case) -> Advice | None:
    has_way = bool(case.way)
    if has_way or len(case.contacts) < FEW:
        return None
    if not case.has_lines:
        return Advice(
            LINES,
            mark("问清谁向谁汇报、谁听谁的"),
            mark("图上还没有连线，算不出到决策人的路径。"),
            "kam1",
        )
    return Advice(
        LINES,
        mark("找一位能接上决策人的人"),
        mark("现有连线里，没有一条从熟悉的人通到决策人。"),
        "kam1",
    )


def _spread(case: Case) -> Advice | None:
    strongest = case.reading.strongest
    if not case.reading.is_concentrated or strongest is None:
        return None
    return Advice(
        SPREAD,
        mark("请他引见另一个层级的人"),
        mark("全部关系强度的 %(share)s%% 在这一个人身上，他一走就断了。"),
        "kam1",
        (strongest.id,),
        {"share": round(strongest.share * 100)},
    )


def _share_out(case: Case) -> Advice | None:
    if case.our_share <= case.bounds.alarm:
        return None
    return Advice(
        SHARE_OUT,
        mark("带一位同事一起去见"),
        mark("我方 %(share)s%% 的关系在一位同事手里，他一换岗就要重来。"),
        "kam2",
        (),
        {"share": round(case.our_share * 100)},
    )


def _probe(case: Case) -> list[Advice]:
    """Ask those whose concerns nobody knows, the weightiest of them first."""
    order = {layer: place for place, layer in enumerate(LAYERS)}
    blank = [c for c in case.contacts if c.id in case.without_concerns]
    blank.sort(key=lambda c: (-(c.influence or 0), order.get(c.layer, NOWHERE), c.id))
    return [
        Advice(
            PROBE,
            mark("探询他关心什么"),
            mark("还没有记下他关心的问题；不知道关心什么，就谈不到点上。"),
            "kam1",
            (one.id,),
        )
        for one in blank[:FEW]
    ]
