"""What accounts may buy and what they buy every month, all invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from kam.demo.book import chapter
from kam.demo.script.dice import dice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from kam.demo.script.customers import Customer

STAGES = ("prospecting", "engaging", "proposing", "negotiating")
PARTS = {"large": 1.0, "middle": 0.5, "small": 0.25}
MANY = {"large": (1, 4), "middle": (0, 2), "small": (0, 1)}
EARLY = ("account", "reference", "product", "name", "value", "engaged_on")
MONTHS, YEAR = 12, 12
GROWS = 0.6
CLOSED_WITHIN = 420
LONGEST = 138
QUIET = 7
BUYS = {"large": 0.75, "middle": 0.6, "small": 0.4}


def deals_of(customer: Customer, today: date) -> Iterator[dict[str, object]]:
    """Yield the opportunities of an account, oldest number first."""
    chance = dice("deals", customer.name)
    low, high = MANY[customer.size]
    many = max(chance.randint(low, high), 2 if customer.trouble else 0)
    goods = chance.sample(chapter("pipeline")["deal"], many)
    for number, about in enumerate(goods, 1):
        row = {
            "account": customer.name,
            "reference": f"S{customer.code}-{_serial(customer)}-{number}",
            "product": about["product"],
            "name": chance.choice(about["for"]),
            "value": _value(about["product"], customer, chance),
        }
        is_open = chance.random() < 0.5 or (number == 1 and bool(customer.trouble))  # noqa: PLR2004
        told = _open if is_open else _ended
        yield row | told(customer, today, chance)


def _serial(customer: Customer) -> str:
    return f"{dice('serial', customer.name).randint(100, 999)}"


def _value(code: str, customer: Customer, chance: Random) -> int:
    price = next(p["price"] for p in chapter("goods")["product"] if p["code"] == code)
    if price > 10_000:  # noqa: PLR2004 - an instrument, not a box
        return int(price) * chance.choice((1, 1, 1, 2))
    boxes = chance.randint(60, 200) * PARTS[customer.size]
    return int(price * boxes // 1000) * 1000


def _open(customer: Customer, today: date, chance: Random) -> dict[str, object]:
    """Most are young; some stand for months, as opportunities do."""
    is_stuck = customer.trouble == "stuck" or chance.random() < 0.2  # noqa: PLR2004
    age = chance.randint(150, 290) if is_stuck else chance.randint(6, 110)
    stage = chance.choices(STAGES, (2, 4, 3, 2))[0]
    if stage == "prospecting":
        found = today - timedelta(days=min(age, 60))
        return {"stage": stage, "entered_on": found, "engaged_on": None}
    engaged = today - timedelta(days=age)
    moved = engaged if stage == "engaging" else engaged + timedelta(days=age // 3)
    ahead = chance.randint(-25, 90) if is_stuck else chance.randint(10, 120)
    return {
        "stage": stage,
        "engaged_on": engaged,
        "entered_on": moved,
        "expected_on": today + timedelta(days=ahead),
    }


def _ended(_customer: Customer, today: date, chance: Random) -> dict[str, object]:
    closed = today - timedelta(days=chance.randint(4, CLOSED_WITHIN))
    is_won = chance.random() < 0.6  # noqa: PLR2004 - about as the field reports
    usual = (30, LONGEST) if is_won else (8, 110)
    told: dict[str, object] = {
        "stage": "won" if is_won else "lost",
        "engaged_on": closed - timedelta(days=chance.randint(*usual)),
        "closed_on": closed,
    }
    if not is_won:
        told["reason"] = chance.choice(chapter("pipeline")["reasons"]["codes"])
    return told


def way_of(deal: dict[str, Any]) -> list[dict[str, object]]:
    """Return the rows that bring a deal where it stands, stage by stage.

    What was won went through every stage; what was lost, mostly not as far.
    """
    engaged = deal.get("engaged_on")
    if engaged is None:
        return [deal]
    passed = _passed(deal)
    span = (deal.get("closed_on") or deal["entered_on"]) - engaged
    early = {name: deal[name] for name in EARLY}
    rows = [
        {**early, "stage": stage, "entered_on": engaged + span * at // len(passed)}
        for at, stage in enumerate(passed)
    ]
    return [*rows, deal]


def _passed(deal: dict[str, Any]) -> tuple[str, ...]:
    """Return the stages that a deal left behind."""
    stage = deal["stage"]
    if stage in STAGES:
        return STAGES[1 : STAGES.index(stage)]
    many = len(STAGES)
    if stage == "lost":
        many = 1 + dice("passed", deal["reference"]).choices((1, 2, 3), (5, 3, 2))[0]
    return STAGES[1:many]


def purchases_of(customer: Customer, today: date) -> Iterator[dict[str, object]]:
    """Yield a year of purchases, month by month, up to the month before this one."""
    chance = dice("purchases", customer.name)
    if not customer.trouble and chance.random() > BUYS[customer.size]:
        return
    goods = chance.sample(chapter("pipeline")["reagent"], chance.choice((1, 1, 2)))
    rows = [row for one in goods for row in _bought(customer, one, today, chance)]
    yield from rows
    still_buys = max(row["month"] for row in rows) >= _month(today, 2)  # type: ignore[type-var, operator]
    if still_buys and not customer.trouble:
        yield from _grown(customer, goods, today)


def _grown(
    customer: Customer, goods: list[dict[str, Any]], today: date
) -> Iterator[dict[str, object]]:
    """Yield what most came to buy besides, as an account inside its fence does."""
    chance = dice("grown", customer.name)
    if chance.random() > GROWS:
        return
    others = [one for one in chapter("pipeline")["reagent"] if one not in goods]
    for about in chance.sample(others, chance.choice((1, 1, 2))):
        backs = range(chance.randint(3, 9), 0, -1)
        yield from _monthly(customer, about, backs, today, chance)


def _bought(
    customer: Customer, about: dict[str, Any], today: date, chance: Random
) -> Iterator[dict[str, object]]:
    gap = 1 if customer.trouble else chance.choice((1, 1, 1, 2, 3))
    is_quiet = customer.trouble == "neglected" or chance.random() < 0.1  # noqa: PLR2004
    last = QUIET if is_quiet else chance.choice((1, 1, 1, 1, gap + 1))
    backs = range(MONTHS, last - 1, -gap)
    yield from _monthly(customer, about, backs, today, chance)


def _monthly(
    customer: Customer, about: dict[str, Any], backs: range, today: date, chance: Random
) -> Iterator[dict[str, object]]:
    """Yield a purchase for each of some months back."""
    gap = -backs.step
    price = next(
        p["price"] for p in chapter("goods")["product"] if p["code"] == about["product"]
    )
    for back in backs:
        boxes = about["boxes"] * gap * PARTS[customer.size] * chance.uniform(0.8, 1.2)
        yield {
            "account": customer.name,
            "product": about["product"],
            "month": _month(today, back),
            "quantity": max(round(boxes), 1),
            "value": max(round(boxes), 1) * price,
        }


def _month(today: date, back: int) -> date:
    place = today.year * YEAR + today.month - 1 - back
    return today.replace(year=place // YEAR, month=place % YEAR + 1, day=1)
