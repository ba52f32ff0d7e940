"""What is held true of customers: how far each has come, and why they would change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kam.demo.book import chapter
from kam.demo.script.circles import Member, circles
from kam.demo.script.customers import Customer, customers
from kam.demo.script.dice import dice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

GATES = ("knows", "needs", "agreed", "used", "share", "recommends")
TERMS = ("risk", "switch", "post", "value")
OWN = 101
SAMPLED = 4
MAIN = 6


@dataclass(frozen=True)
class Belief:
    """One judgement: of whom, about what, so many days ago."""

    customer: Customer
    person: str
    ago: int
    aspect: str
    value: int
    evidence: str
    product: str = ""
    side: str = ""
    source: str = "seen"
    confidence: str = "middle"


@cache
def beliefs() -> tuple[Belief, ...]:
    """Return every judgement, the oldest of each person first."""
    found = [*_of_troubles(), *_of_samples()]
    return tuple(sorted(found, key=lambda one: -one.ago))


def _of_troubles() -> Iterator[Belief]:
    for told in chapter("beliefs")["climber"]:
        customer = next(c for c in customers() if c.trouble == told["trouble"])
        member = next(m for m in circles()[customer.name] if m.layer == told["layer"])
        who = _Who(customer, member, told["product"], dice("beliefs", customer.name))
        yield from who.climbing([tuple(step) for step in told["steps"]])
        for aspect, value, ago, said in told.get("open", ()):
            yield who.belief(aspect, value, ago, said)
        if "target" in told:
            stage, said = told["target"]
            yield who.belief("target", stage, chapter("beliefs")["days"][-1], said)
        yield from who.viewing(told.get("views", {}))


def _of_samples() -> Iterator[Belief]:
    """Return the people of the own territory, and of one account of some others."""
    seen: set[int] = set()
    for customer in customers():
        is_first = customer.code not in seen and not customer.trouble
        if customer.trouble or not (is_first or customer.code == OWN):
            continue
        seen.add(customer.code)
        if customer.code == OWN or customer.code % SAMPLED == 0:
            yield from _of_sample(customer)


def _of_sample(customer: Customer) -> Iterator[Belief]:
    chance, book = dice("beliefs", customer.name), chapter("beliefs")
    product = chance.choice(chapter("goods")["product"])["code"]
    for place, member in enumerate(circles()[customer.name]):
        before, after = chance.choice(book["layers"][member.layer])
        then, now = chance.choice(book["first"]), chance.choice(book["last"])
        who = _Who(customer, member, product, chance)
        yield from who.climbing([(before, then, ""), (after, now, "")])
        if place == 0:
            yield from who.viewing(_drawn_views(chance, now))
            yield from who.rating()
        if chance.random() < 1 / SAMPLED and after < MAIN:
            said = chance.choice(book["goals"]["told"])
            yield who.belief("target", after + 1, now, said)


def _drawn_views(chance: Random, ago: int) -> dict[str, Any]:
    book = chapter("beliefs")
    views: dict[str, Any] = {
        "ours": [chance.randint(2, 4) for _ in TERMS[:-1]] + [chance.randint(6, 8)],
        "ours_said": chance.choice(book["ours"]["told"]),
    }
    for name in TERMS:
        value, said = chance.choice(book["terms"][name])
        views[name] = [[value, ago, "told", said]]
    return views


@dataclass(frozen=True)
class _Who:
    """Somebody and a product, about whom things are believed."""

    customer: Customer
    member: Member
    product: str
    chance: Random

    def belief(self, aspect: str, value: int, ago: int, said: str) -> Belief:
        """Return one judgement."""
        short = next(
            one["short"]
            for one in chapter("goods")["product"]
            if one["code"] == self.product
        )
        return Belief(
            customer=self.customer,
            person=self.member.name,
            ago=ago,
            aspect=aspect,
            value=value,
            evidence=said.format(short=short, n=value),
            product=self.product,
            confidence=self.chance.choice(("high", "middle", "middle", "low")),
        )

    def climbing(self, steps: list[tuple[int, int, str]]) -> Iterator[Belief]:
        """Return the gates that place somebody on each of some stages in turn."""
        passed = 0
        for stage, ago, said in steps:
            for n, gate in enumerate(GATES[passed:stage], passed):
                is_yes = n + 1 < stage
                told = "" if is_yes else said
                yield self._gate(gate, ago, told, is_yes=is_yes)
            passed = stage - 1

    def _gate(self, gate: str, ago: int, told: str, *, is_yes: bool) -> Belief:
        book = chapter("beliefs")["gates"][gate]
        if gate == "share":
            value = self.chance.randrange(55, 90, 5) if is_yes else 30
            said = told or self.chance.choice(book["told"])
            return self.belief(gate, value, ago, said)
        said = told or self.chance.choice(book["yes" if is_yes else "no"])
        return self.belief(gate, int(is_yes), ago, said)

    def viewing(self, views: dict[str, Any]) -> Iterator[Belief]:
        """Return both views of the change."""
        told_of = [(name, one) for name in TERMS for one in views.get(name, ())]
        for name, (value, ago, source, said) in told_of:
            told = self.belief(name, value, ago, said)
            yield Belief(**{**vars(told), "side": "customer", "source": source})
        ago = chapter("beliefs")["days"][0]
        for name, value in zip(TERMS, views.get("ours", ()), strict=False):
            told = self.belief(name, value, ago, views["ours_said"])
            yield Belief(**{**vars(told), "side": "ours"})

    def rating(self) -> Iterator[Belief]:
        """Return the two factors of the purchase formula that a product has."""
        for name, said in chapter("beliefs")["factors"].items():
            value = self.chance.randint(4, 9)
            yield self.belief(name, value, chapter("beliefs")["days"][-1], said)
