"""The customer, and where they stand with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.queries.live.goals import iso
from kam.blueprints.queries.live.records import bought_in
from kam.blueprints.rules.plain import (
    COUNT,
    DAY,
    MONEY,
    PERCENT,
    TEXT,
    WORD,
    Chart,
    Check,
    Fact,
    Live,
    Row,
    Series,
    Table,
    Value,
)

if TYPE_CHECKING:
    from kam.blueprints.queries.judged import People
    from kam.blueprints.queries.live.goals import Goals
    from kam.blueprints.queries.sources import Sources

SCOPE = "business_scope"
TEXTS = (SCOPE, "characteristics", "applications")
MOST_SHOWN = 12
MONTHS = range(1, 13)


def facts_part(told: Sources, _people: People, _goals: Goals) -> Live:
    """Return what the records say of facts."""
    account = told.account
    known = {
        name: "" if name in told.hidden else getattr(account, name) for name in TEXTS
    }
    return Live(
        "facts",
        (
            Fact("kind", Value(WORD, account.kind, "kind")),
            Fact("size", Value(WORD, account.size_class, "size")),
            Fact("city", Value(TEXT, account.city)),
            Fact("owner", Value(TEXT, account.owner.name if account.owner else "")),
            Fact("scope", Value(TEXT, known[SCOPE])),
            Fact("characteristics", Value(TEXT, known["characteristics"])),
            Fact("applications", Value(TEXT, known["applications"])),
        ),
        checks=(
            Check("scope", bool(account.business_scope), is_must=True),
            Check("characteristics", bool(account.characteristics)),
            Check("applications", bool(account.applications)),
        ),
    )


def platform_part(told: Sources, _people: People, _goals: Goals) -> Live:
    """Return what the records say of platform."""
    placed, account = told.placed, told.account
    unit = account.currency
    open_deals = [deal for deal in told.deals if deal.outcome == "open"]
    values = [d.value for d in open_deals if d.value is not None and d.currency == unit]
    bought = bought_in(told, told.year)
    _before, phase = told.phases
    return Live(
        "platform",
        (
            Fact(
                "platform", Value(WORD, placed.platform if placed else None, "platform")
            ),
            Fact("level", Value(PERCENT, placed.level if placed else None)),
            Fact("placed_on", Value(DAY, placed.day.isoformat() if placed else None)),
            Fact("phase", Value(WORD, str(phase.number), "phase")),
            Fact("phase_since", Value(DAY, phase.entered.isoformat())),
            Fact("phase_missing", Value(COUNT, len(phase.missing))),
            Fact("potential", Value(MONEY, account.potential_minor, unit)),
            Fact("bought", Value(MONEY, bought.value if bought.n else None, unit)),
            Fact("open_deals", Value(COUNT, len(open_deals))),
            Fact("open_value", Value(MONEY, sum(values) if values else None, unit)),
        ),
        tables=(_deals(told),) if told.deals else (),
        charts=(_months(told),) if told.bought else (),
        checks=(
            Check("placed", placed is not None, is_must=True),
            Check("potential", account.potential_minor is not None),
            Check("purchases", bool(told.bought or open_deals)),
        ),
    )


def _deals(told: Sources) -> Table:
    rows = [
        Row(
            f"deal-{deal.id}",
            (
                Value(TEXT, deal.name),
                Value(WORD, deal.stage, "deal_stage"),
                Value(WORD, deal.outcome, "outcome"),
                Value(MONEY, deal.value, deal.currency),
                Value(DAY, iso(deal.closed_on or deal.expected_on)),
            ),
        )
        for deal in told.deals[:MOST_SHOWN]
    ]
    return Table(
        "deals", ("deal", "stage", "outcome", "value", "deal_day"), tuple(rows)
    )


def _months(told: Sources) -> Chart:
    def year(number: int) -> Series:
        sums = {m.month: v for m, (v, _n) in told.bought.items() if m.year == number}
        return Series(str(number), tuple(sums.get(month) for month in MONTHS))

    months = tuple(str(month) for month in MONTHS)
    years = (year(told.year - 1), year(told.year))
    return Chart("purchases", months, years, told.account.currency)
