"""The people of each account: about 900 over five layers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from kam.demo.book import chapter
from kam.demo.script.customers import PUBLIC, Customer, customers
from kam.demo.script.dice import dice
from kam.demo.script.staff import staff

if TYPE_CHECKING:
    from random import Random

LAYERS = ("decision", "management", "expert", "purchasing", "support")
# Which layers an account of each size has people in, the first ones always.
CIRCLES = {
    "large": ("management", "expert", "purchasing", "decision", "expert", "support"),
    "middle": ("management", "expert", "purchasing", "support", "decision"),
    "small": ("management", "expert", "purchasing", "support"),
}
FEWEST = {"large": 5, "middle": 4, "small": 3}
AGES = {"decision": ("45-55", "over-55"), "management": ("35-45", "45-55")}
ANY_AGE = ("under-35", "35-45", "45-55")
LONGEST_KNOWN = 2400


@dataclass(frozen=True)
class Member:
    """A person in an account; `call` is how one speaks to them."""

    name: str
    title: str
    call: str
    layer: str
    role: str
    ta: str
    age: str = ""
    duties: str = ""
    concerns: str = ""
    views: str = ""
    obstacle: str = ""
    competition: str = ""
    known_days: int | None = None


@cache
def circles() -> dict[str, tuple[Member, ...]]:
    """Return the people of every account by its name."""
    names = _names()
    return {customer.name: _circle(customer, names) for customer in customers()}


def _names() -> list[str]:
    """Return invented names in an order of their own."""
    book = chapter("people")
    taken = {worker.name for worker in staff().workers}
    taken.add(chapter("troubles")["single"]["person"])
    pairs = product(book["surnames"], book["given"])
    names = [a + b for a, b in pairs if a not in b and a + b not in taken]
    dice("people").shuffle(names)
    return names


def _take(names: list[str], members: list[Member]) -> str:
    """Take a name nobody has, with a family name that is new in the account."""
    families = {member.name[0] for member in members}
    place = next(i for i, name in enumerate(names) if name[0] not in families)
    return names.pop(place)


def _circle(customer: Customer, names: list[str]) -> tuple[Member, ...]:
    if customer.trouble == "single":
        return (_only_one(),)
    chance = dice("circle", customer.name)
    wanted = CIRCLES[customer.size]
    count = chance.randint(FEWEST[customer.size], len(wanted))
    titles = {
        layer: list(told)
        for layer, told in chapter("people")["titles"][customer.kind].items()
    }
    members: list[Member] = []
    for layer in wanted[:count]:
        if titles[layer]:
            told = titles[layer].pop(0 if chance.random() < 0.6 else -1)  # noqa: PLR2004
            words = "public" if customer.kind in PUBLIC else layer
            name = _take(names, members)
            members.append(_member(layer, f"{told}|{words}", name, chance))
    return tuple(members)


def _only_one() -> Member:
    book = chapter("troubles")["single"]
    return Member(
        name=book["person"],
        title=book["title"],
        call=book["person"][0] + book["call"],
        layer=book["layer"],
        role=book["role"],
        ta="她",
        concerns=book["concerns"],
        obstacle=book["obstacle"],
        known_days=400,
    )


def _member(layer: str, told: str, name: str, chance: Random) -> Member:
    title, call, role, chosen = told.split("|")
    words, ta = chapter("people")["words"][chosen], chance.choice("他她")

    def maybe(field: str, share: float) -> str:
        told = chance.choice(words[field]) if chance.random() < share else ""
        return told.format(ta=ta)

    rival = chance.choice(chapter("goods")["competitor"])["name"]
    told_rival = f"正在用{rival}的产品，合同到年底。" if chance.random() < 0.3 else ""  # noqa: PLR2004
    return Member(
        name=name,
        title=title,
        call=name[0] + call,
        layer=layer,
        role=role,
        ta=ta,
        age=chance.choice(AGES.get(layer, ANY_AGE)) if chance.random() < 0.5 else "",  # noqa: PLR2004
        duties=maybe("duties", 0.7),
        concerns=maybe("concerns", 0.7),
        views=maybe("views", 0.45),
        obstacle=maybe("obstacle", 0.4),
        competition=told_rival,
        known_days=chance.randrange(200, LONGEST_KNOWN),
    )
