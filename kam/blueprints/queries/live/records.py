"""What the measures of objectives read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.blueprints.rules.measures import Records, Sums

if TYPE_CHECKING:
    from kam.blueprints.queries.sources import Sources

DONE = "done"


def records_of(told: Sources) -> Records:
    """Return what the measures of objectives read."""
    people = told.as_now
    visits = [one for one in told.visits if one.day.year == told.year]
    return Records(
        day=told.day,
        bought=(bought_in(told, told.year), bought_in(told, told.year - 1)),
        won=(won_in(told, told.year), won_in(told, told.year - 1)),
        stages=tuple(row.stage for row in people.rows if row.stage is not None),
        deciders_met=told.counts.deciders_met,
        visits=len(visits),
        visits_with_next=sum(one.has_next for one in visits),
        platform=told.placed.platform if told.placed else "",
        placed_on=told.placed.day if told.placed else None,
        steps=len(told.steps),
        steps_done=sum(row.state == DONE for row in told.steps),
    )


def bought_in(told: Sources, year: int) -> Sums:
    """Return what was bought in a year up to the day."""
    found = [sums for month, sums in told.bought.items() if month.year == year]
    return Sums(sum(value for value, _n in found), sum(n for _value, n in found))


def won_in(told: Sources, year: int) -> Sums:
    """Return what was won in a year up to the day."""
    found = [
        deal.value
        for deal in told.deals
        if deal.outcome == "won"
        and deal.value is not None
        and deal.currency == told.account.currency
        and deal.closed_on is not None
        and deal.closed_on.year == year
        and deal.closed_on <= told.day
    ]
    return Sums(sum(found), len(found))
