"""The figures at the head of the map, and the way to whoever decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.accounts.terms import Layer
from kam.judgements.rules.freshness import is_ageing
from kam.relations.rules.map import NOWHERE
from kam.web.figures import Stat
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_words import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.relations.pages.cards import CardView, LineView
    from kam.relations.pages.reading import Told
    from kam.relations.pages.scene import Scene
    from kam.relations.rules.map import Share
    from kam.relations.rules.paths import Way


def stats_of(told: Told) -> list[Stat]:
    """Return coverage, reached layer, gap, concentration and what is to be renewed."""
    scene = told.scene
    return [
        _coverage(told),
        _reached(scene),
        _gap(scene),
        _concentration(scene),
        _to_renew(told),
    ]


def _coverage(told: Told) -> Stat:
    before = percent(told.other.reading.coverage)
    then = gettext("今天 %(n)s") if told.is_past else gettext("上季 %(n)s")
    known = len(told.scene.cards)
    people = ngettext("%(n)s 人已知", "%(n)s 人已知", known) % {"n": known}
    missing = len(told.scene.wanted)
    parts = [then % {"n": before}, people]
    if missing:
        parts.append(
            ngettext("%(n)s 个角色未知", "%(n)s 个角色未知", missing) % {"n": missing}
        )
    return Stat(
        gettext("层级覆盖度"),
        percent(told.scene.reading.coverage),
        " · ".join(parts),
        name="coverage",
    )


def _reached(scene: Scene) -> Stat:
    layer = scene.reading.reached
    if not layer:
        note = gettext("还没有人的业务关系达到 %(n)s 分") % {"n": scene.bounds.high}
        return Stat(gettext("已到达的最高层"), "—", note, name="reached")
    best = max(
        (c for c in scene.contacts if c.layer == layer),
        key=lambda c: (c.business or 0, c.strength),
    )
    note = gettext("%(who)s 业务 %(n)s") % {
        "who": scene.by_id[best.id].name,
        "n": best.business,
    }
    return Stat(
        gettext("已到达的最高层"), str(Layer(layer).label), note, name="reached"
    )


def _gap(scene: Scene) -> Stat:
    gap = scene.reading.gap
    label = gettext("提升差距")
    if gap == 0:
        return Stat(label, gettext("已到决策层"), "", "good", name="gap")
    if gap == NOWHERE:
        return Stat(label, "—", gettext("先做出一层业务关系"), "warn", name="gap")
    words = ngettext("%(n)s 层", "%(n)s 层", gap) % {"n": gap}
    bound = scene.bounds.gap
    note = gettext("到决策层；≥ %(n)s 层建议提升") % {"n": bound}
    return Stat(label, words, note, "warn" if gap >= bound else "", name="gap")


def _percent(share: Share | None) -> str:
    return f"{round(share.share * 100)}%" if share else "—"


def _concentration(scene: Scene) -> Stat:
    strongest, ours = scene.reading.strongest, scene.our_side
    names = {bond.colleague_id: bond.colleague for bond in scene.bonds}
    parts = []
    if strongest:
        parts.append(scene.by_id[strongest.id].name)
    if ours:
        parts.append(gettext("我方 %(who)s") % {"who": names.get(ours.id, "")})
    parts.append(gettext("警戒 %(n)s%%") % {"n": round(scene.bounds.alarm * 100)})
    alarm = scene.reading.is_concentrated or (
        ours is not None and ours.share > scene.bounds.alarm
    )
    return Stat(
        gettext("关系集中（客户 / 我方）"),
        f"{_percent(strongest)} / {_percent(ours)}",
        " · ".join(parts),
        "bad" if scene.reading.is_concentrated else "warn" if alarm else "",
        name="concentration",
    )


def _to_renew(told: Told) -> Stat:
    scene = told.scene
    days = [scene.newest.get(card.id) for card in scene.cards]
    old = sum(1 for day in days if day and is_ageing(day, scene.day, told.after))
    blank = sum(1 for day in days if day is None)
    words = ngettext("%(n)s 项", "%(n)s 项", old + blank) % {"n": old + blank}
    note = gettext("%(old)s 人证据超 %(days)s 天 · %(blank)s 人没有判断") % {
        "old": old,
        "days": told.after,
        "blank": blank,
    }
    return Stat(
        gettext("待补证据"),
        words,
        note,
        "warn" if old + blank else "good",
        name="renew",
    )


@dataclass(frozen=True)
class Link:
    """One person of the way, and the line that leads to them."""

    number: int
    card: CardView
    via: str
    evidence: str
    day: str


@dataclass(frozen=True)
class PathView:
    """The warmest way and the next best."""

    links: Sequence[Link]
    length: str
    second: str
    why_none: str


def path_of(
    scene: Scene, cards: Mapping[int, CardView], lines: Sequence[LineView]
) -> PathView:
    """Return the way to whoever decides, or why there is none."""
    way = scene.way
    if way is None:
        return PathView([], "", "", _why_none(scene))
    by_id = {line.id: line for line in lines}
    links = [_link(0, cards[way.people[0]], None)]
    for place, line in enumerate(way.lines, 1):
        links.append(_link(place, cards[way.people[place]], by_id[line]))
    second = _second(scene.second, scene) if way.lines else ""
    return PathView(links, f"{way.length:.1f}", second, "")


def _link(place: int, card: CardView, line: LineView | None) -> Link:
    return Link(
        number=place + 1,
        card=card,
        via=line.words if line else "",
        evidence=line.evidence if line else "",
        day=line.day if line else "",
    )


def _second(way: Way | None, scene: Scene) -> str:
    if way is None:
        return gettext("没有别的路")
    names = "→".join(scene.by_id[pk].name for pk in way.people)
    told = {"n": f"{way.length:.1f}", "who": names}
    return gettext("次选 %(n)s（%(who)s）") % told


def _why_none(scene: Scene) -> str:
    if not scene.deciders:
        return gettext("决策层还没有认识的人；先放一张待识别的卡片。")
    if not scene.starts:
        return gettext("还没有关系够暖的人可以请他引荐。")
    if not scene.wires:
        return gettext("还没有连线：先问清谁向谁汇报、谁听谁的。")
    return gettext("现有连线里，没有一条从熟悉的人通到决策人。")


def decider_names(scene: Scene) -> str:
    """Return who decides, and which role above them is still to be found."""
    names = [scene.by_id[one.id].name for one in scene.deciders]
    if scene.role_to_find:
        names.append(gettext("待识别的%(role)s") % {"role": scene.role_to_find})
    return gettext("、").join(names)


def day_of(scene: Scene) -> str:
    """Return the day of a map in words."""
    return day_words(scene.day)
