"""How people stand to each other and to us, in about sixty accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kam.demo.book import chapter
from kam.demo.script.circles import Member, circles
from kam.demo.script.customers import Customer, customers
from kam.demo.script.dice import dice
from kam.demo.script.staff import staff

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

TAUGHT = 101
SHARE = 0.25
FEWEST = 3
# Influence, business and personal as they usually are in a layer, lowest and highest.
USUAL = {
    "decision": ((4, 5), (1, 2), (2, 3)),
    "management": ((3, 4), (2, 3), (2, 4)),
    "expert": ((3, 4), (3, 4), (3, 4)),
    "purchasing": ((2, 4), (2, 3), (1, 3)),
    "support": ((1, 2), (3, 4), (3, 4)),
}
# How three troubles look: business and personal, then what they were before.
TROUBLED: Mapping[str, tuple[tuple[int, int], ...]] = {
    "stuck": ((1, 2), (4, 4), (0, -1)),
    "overdue": ((3, 3), (1, 2), (0, 2)),
    "broken": ((1, 2), (2, 2), (1, 1)),
}
ASPECTS = ("influence", "business", "personal")
FRESH, BEFORE, OLD = (5, 100), (190, 260), (130, 175)


@dataclass(frozen=True)
class Opinion:
    """What one of us held of somebody, and how many days ago."""

    person: str
    aspect: str
    value: int
    said: str
    source: str
    confidence: str
    days: int


@dataclass(frozen=True)
class Thread:
    """A line from one person to another."""

    source: str
    target: str
    kind: str
    strength: int
    said: str
    days: int

    @property
    def confidence(self) -> str:
        """Business cards are sure; who is listened to only a little, a guess."""
        if self.kind == "reports":
            return "high"
        return "low" if self.strength == 1 else "middle"


@dataclass(frozen=True)
class Acquaintance:
    """How well one of us knows somebody, and wants to."""

    person: str
    colleague: str
    level: int
    wanted: int
    said: str
    days: int

    @property
    def confidence(self) -> str:
        """What they asked of us shows more than having met."""
        return "high" if self.level > 2 else "middle"  # noqa: PLR2004


@dataclass(frozen=True)
class Missing:
    """A role that somebody spoke of."""

    layer: str
    title: str
    said: str
    days: int


@dataclass
class Web:
    """Everything that is drawn on one account's map."""

    account: str
    owner: str
    opinions: list[Opinion] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    known: list[Acquaintance] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


@cache
def webs() -> tuple[Web, ...]:
    """Return the maps of the accounts in trouble, of territory 101 and of some more."""
    return tuple(_web(one) for one in customers() if _is_drawn(one))


def _is_drawn(customer: Customer) -> bool:
    if customer.trouble or customer.code == TAUGHT:
        return True
    lucky = dice("web", customer.name).random() < SHARE
    return lucky and len(circles()[customer.name]) >= FEWEST


def _web(customer: Customer) -> Web:
    chance = dice("lines", customer.name)
    people = circles()[customer.name]
    web = Web(customer.name, customer.owner)
    if customer.trouble == "single":
        return _only_one(web, people[0])
    for member in people:
        web.opinions += _opinions(customer, member, chance)
    web.threads += _threads(people, chance)
    web.known += _known(customer, people, chance)
    web.missing += _missing(people, chance)
    return web


def _only_one(web: Web, member: Member) -> Web:
    book = chapter("webs")["single"]
    values = {"influence": (4, 40), "business": (3, 12), "personal": (4, 12)}
    for aspect, (value, days) in values.items():
        told = (book[aspect], "seen", "high")
        web.opinions.append(Opinion(member.name, aspect, value, *told, days))
    earlier = ("她只肯收资料。", "seen", "middle", 230)
    web.opinions.append(Opinion(member.name, "business", 2, *earlier))
    earlier = ("见面客气，话不多。", "seen", "middle", 230)
    web.opinions.append(Opinion(member.name, "personal", 2, *earlier))
    tie = ("她有事先打电话来问。", 12)
    web.known.append(Acquaintance(member.name, web.owner, 4, 5, *tie))
    web.missing = [
        Missing(one["layer"], one["title"], one["said"], 30 + 7 * place)
        for place, one in enumerate(book["ghost"])
    ]
    return web


def _opinions(customer: Customer, member: Member, chance: Random) -> list[Opinion]:
    scores = _scores(customer, member, chance)
    ages = OLD if customer.trouble == "neglected" else FRESH
    found = [
        _opinion(member, aspect, value, chance.randint(*ages), chance)
        for aspect, value in zip(ASPECTS, scores, strict=True)
    ]
    steps = TROUBLED[customer.trouble][2] if customer.trouble in TROUBLED else (-1, -1)
    for aspect, value, step in zip(ASPECTS[1:], scores[1:], steps, strict=True):
        if customer.trouble in TROUBLED or chance.random() < 0.4:  # noqa: PLR2004
            before = min(5, max(1, value + step))
            days = chance.randint(*BEFORE)
            found.append(_opinion(member, aspect, before, days, chance))
    return found


def _scores(customer: Customer, member: Member, chance: Random) -> tuple[int, ...]:
    influence, business, personal = USUAL[member.layer]
    if customer.trouble in TROUBLED:
        business, personal, _steps = TROUBLED[customer.trouble]
    return tuple(chance.randint(*span) for span in (influence, business, personal))


def _opinion(
    member: Member, aspect: str, value: int, days: int, chance: Random
) -> Opinion:
    said = chance.choice(chapter("webs")[aspect][str(value)]).format(ta=member.ta)
    source = "told" if "说" in said else "seen"
    confidence = chance.choice(("high", "middle", "middle", "low"))
    return Opinion(member.name, aspect, value, said, source, confidence, days)


def _threads(people: tuple[Member, ...], chance: Random) -> list[Thread]:
    """Draw who reports to whom, who is listened to, and who quarrels."""
    first: dict[str, Member] = {}
    for member in people:
        first.setdefault(member.layer, member)
    top, head = first.get("decision"), first.get("management")
    expert, buyer = first.get("expert"), first.get("purchasing")
    found = []
    for member in people:
        above = top if member in (head, buyer) else head
        if above is not None and above is not member and member is not top:
            found.append(_thread(member, above, "reports", chance))
    if expert and (top or head):
        found.append(_thread(expert, top or head, "influence", chance))
    if buyer and head and chance.random() < 0.5:  # noqa: PLR2004
        found.append(_thread(buyer, head, "influence", chance))
    if buyer and expert and chance.random() < 0.35:  # noqa: PLR2004
        found.append(_thread(expert, buyer, "conflict", chance))
    users = [m for m in people if m.layer == "support"]
    if users and expert:
        found.append(_thread(users[0], expert, "support", chance))
    return found


def _thread(source: Member, target: Member | None, kind: str, chance: Random) -> Thread:
    assert target is not None  # noqa: S101 # nosec B101
    key = "influence_line" if kind == "influence" else kind
    said = chance.choice(chapter("webs")[key]["said"])
    told = said.format(a=source.call, b=target.call)
    strength = chance.choice((1, 2, 2, 3))
    days = chance.randint(20, 300)
    return Thread(source.name, target.name, kind, strength, told, days)


def _known(
    customer: Customer, people: tuple[Member, ...], chance: Random
) -> list[Acquaintance]:
    """Say whom the owner knows, and whom the lead met once at the top."""
    told: dict[str, Any] = chapter("webs")["tie"]
    found = []
    for member in people[:3]:
        level = chance.randint(1, 4)
        said = told[str(level)].format(ta=member.ta)
        days = chance.randint(5, 90)
        wanted = min(5, level + chance.randint(0, 2))
        found.append(
            Acquaintance(member.name, customer.owner, level, wanted, said, days)
        )
    top = [member for member in people if member.layer == "decision"]
    if top and chance.random() < 0.6:  # noqa: PLR2004
        lead = next(
            worker.username
            for worker in staff().workers
            if worker.team == customer.team and worker.role == "manager"
        )
        said = told["2"].format(ta=top[0].ta)
        days = chance.randint(5, 90)
        found.append(Acquaintance(top[0].name, lead, 2, 4, said, days))
    return found


def _missing(people: tuple[Member, ...], chance: Random) -> list[Missing]:
    if chance.random() < 0.4:  # noqa: PLR2004
        return []
    layers = {member.layer for member in people}
    ghosts = chapter("webs")["ghost"]
    fits = [one for one in ghosts if one["layer"] != "decision"]
    if "decision" not in layers:
        fits = [one for one in ghosts if one["layer"] == "decision"]
    one = chance.choice(fits)
    who = chance.choice(people).call
    return [
        Missing(
            one["layer"],
            one["title"],
            one["said"].format(a=who),
            chance.randint(10, 120),
        )
    ]
