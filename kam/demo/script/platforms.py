"""Where accounts came to stand on the platforms, and by which steps; all invented."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from kam.demo.book import chapter
from kam.demo.script.dice import dice
from kam.demo.script.pipeline import purchases_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from kam.demo.script.customers import Customer

MUSTS = ("need", "potential", "compliance")
OTHERS = ("access", "budget", "fit")
LONGEST = 520
QUICK, SLOW = (20, 80), (60, 170)
FAR = (60, 400)
# What became of accounts that never bought: how often each, out of a hundred.
ENDS = {"market": 40, "working": 40, "rejected": 14, "lost": 6}
STOPPED, HALF, MOST = 200, 0.5, 0.6


def screening_of(customer: Customer) -> Iterator[dict[str, object]]:
    """Yield the answers an account began with: nothing that must be is missing."""
    chance = dice("screening", customer.name)
    for code in MUSTS:
        yield _answer(customer, code, yes=True)
    for code in OTHERS:
        if chance.random() < 0.8:  # noqa: PLR2004 - some are never asked
            yield _answer(customer, code, yes=chance.random() < 0.85)  # noqa: PLR2004


def failed_of(customer: Customer, today: date) -> Iterator[dict[str, object]]:
    """Yield the "no" for which an account was screened out later."""
    if end_of(customer, today) == "rejected":
        code = dice("failed", customer.name).choice(MUSTS[:2])
        yield _answer(customer, code, yes=False)


def _answer(customer: Customer, code: str, *, yes: bool) -> dict[str, object]:
    return {"account": customer.name, "criterion": code, "answer": yes}


@cache
def end_of(customer: Customer, today: date) -> str:
    """Return where an account stands in the end.

    Who buys stands inside the fence; of those who stopped some are lost, and others
    are about to be.
    """
    if customer.trouble:
        return "purchase"
    chance = dice("platform", customer.name)
    months = [row["month"] for row in purchases_of(customer, today)]
    if months:
        last: date = max(months)  # type: ignore[type-var, assignment]
        stopped = (today - last).days > STOPPED
        return "lost" if stopped and chance.random() < HALF else "purchase"
    return chance.choices(list(ENDS), list(ENDS.values()))[0]


def steps_of(customer: Customer, today: date) -> Iterator[dict[str, object]]:
    """Yield the steps of an account, oldest first.

    Who bought came inside the fence with the first order; who is lost left when the
    company waits no longer.
    """
    chance, end = dice("steps", customer.name), end_of(customer, today)
    months = sorted(row["month"] for row in purchases_of(customer, today))  # type: ignore[type-var]
    way = list(_way(end, chance, has_bought=bool(months)))
    gaps = [chance.randint(*(QUICK if chance.random() < MOST else SLOW)) for _ in way]
    if months:
        first: date = months[0]  # type: ignore[assignment]
        begun = first + timedelta(days=5 - sum(gaps[:-1]))
    else:
        begun = today - timedelta(days=chance.randint(30, LONGEST))
    day = begun
    for told, gap in zip(way, gaps, strict=True):
        here = min(day, today - timedelta(days=3))
        yield {"account": customer.name, "size": customer.size, "day": here, **told}
        day += timedelta(days=gap)
    if end == "lost" and months:
        last: date = months[-1]  # type: ignore[assignment]
        day = last + timedelta(days=STOPPED)
    if end in ("rejected", "lost"):
        yield _leaving(customer, end, min(day, today), chance)


def _way(end: str, chance: Random, *, has_bought: bool) -> Iterator[dict[str, object]]:
    """Yield the places before the end, and the end where it is a place."""
    said = chapter("pipeline")["moves"]
    likely = sorted(chance.sample((50, 70, 90), chance.choice((1, 2))))
    for level in likely:
        note = said["again"] if level != likely[0] else ""
        yield {"platform": "market", "likelihood": level, "note": note}
    if end in ("market", "rejected"):
        return
    warm = sorted(chance.sample((50, 70, 90), chance.choice((1, 2, 2))))
    for level in warm:
        first = level == warm[0]
        note = chance.choice(said["working"]) if first else said["warmer"]
        yield {"platform": "working", "warmth": level, "note": note}
    if end == "purchase" or (end == "lost" and has_bought):
        yield {"platform": "purchase", "note": chance.choice(said["purchase"])}


def _leaving(
    customer: Customer, end: str, day: date, chance: Random
) -> dict[str, object]:
    said = chapter("pipeline")["moves"]
    far = chance.randint(*FAR)
    told: dict[str, object] = {
        "account": customer.name,
        "platform": end,
        "day": day,
        "revisit_on": day + timedelta(days=far),
        "note": chance.choice(said[end]),
    }
    if end == "lost":
        told["reason"] = chance.choice(chapter("pipeline")["reasons"]["codes"])
    return told
