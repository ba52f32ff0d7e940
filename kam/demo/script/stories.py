"""The stories told over several visits, cast with the people of one account."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kam.demo.book import STORIES, chapter
from kam.demo.script.circles import circles
from kam.demo.script.dice import dice

if TYPE_CHECKING:
    from random import Random

    from kam.demo.script.circles import Member
    from kam.demo.script.customers import Customer


@dataclass(frozen=True)
class Step:
    """One step of a story with the person it is about."""

    told: dict[str, Any]
    person: Member
    words: dict[str, str]
    last: bool

    @property
    def goal(self) -> str:
        """What a visit on this step wants."""
        return self.fill(self.told["goal"])

    def fill(self, text: str, **more: object) -> str:
        """Fill the places of a text."""
        person = self.person
        people = {"who": person.call, "p": person.call, "ta": person.ta}
        return text.format(**{**self.words, **people, **more})


def plot_of(customer: Customer) -> list[Step]:
    """Return the steps of every story that fits an account, one after the other."""
    chance = dice("plot", customer.name)
    fitting = [s for s in _stories() if customer.kind in s["kinds"]]
    chance.shuffle(fitting)
    people = circles()[customer.name]
    return [step for story in fitting for step in _cast(story, people, chance)]


@cache
def _stories() -> tuple[dict[str, Any], ...]:
    return tuple(chapter(f"threads/{name}") for name in STORIES)


def introduction_of(customer: Customer) -> list[Step]:
    """Return the last story of the account that hangs on one person."""
    chance = dice("introduction", customer.name)
    people = circles()[customer.name]
    return _cast(chapter("introduction"), people, chance)


def words_for(product_code: str, topic: str, chance: Random) -> dict[str, str]:
    """Return the words that stay the same through a story."""
    goods = chapter("goods")
    product = next(p for p in goods["product"] if p["code"] == product_code)
    rival = chance.choice(goods["competitor"])
    return {"short": product["short"], "topic": topic, "comp": rival["name"]}


def _cast(
    story: dict[str, Any], people: tuple[Member, ...], chance: Random
) -> list[Step]:
    words = words_for(story["product"], story["topic"], chance)
    told = story["step"]
    return [
        Step(
            told=one,
            person=_person(one["layers"], people, chance),
            words=words,
            last=number == len(told),
        )
        for number, one in enumerate(told, 1)
    ]


def _person(layers: list[str], people: tuple[Member, ...], chance: Random) -> Member:
    """Choose who a step is about: the first layer that anybody is known in."""
    for layer in layers:
        if found := [person for person in people if person.layer == layer]:
            return chance.choice(found)
    return people[0]
