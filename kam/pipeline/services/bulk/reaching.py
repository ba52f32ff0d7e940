"""Where a row of a file brings an opportunity: to a stage, or to an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.pipeline.models import Stage, StageMove
from kam.pipeline.rules.moving import Standing
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User
    from kam.pipeline.models import Opportunity
    from kam.pipeline.services.bulk.named import Words

NO_DAY = mark("赢单和输单要写结束日")
OPEN_DAY = mark("进行中的商机没有结束日，赢单和输单要写结束日")


@dataclass(frozen=True)
class Reach:
    """What a row says of the way: a stage or an end, its day, its reason."""

    to: Stage | Outcome | None
    reason_id: int | None
    closed_on: date | None
    entered_on: date | None
    engaged_on: date | None


def standing_of(row: Opportunity) -> Standing:
    """Return where an opportunity stands."""
    return Standing(
        row.stage_id,
        row.outcome,
        row.closed_on or row.entered_on,
        row.lost_reason_id,
    )


def reached(
    reach: Reach, held: Opportunity | None, words: Words, today: date
) -> dict[str, object]:
    """Return the attributes of where a row brings an opportunity."""
    to = reach.to
    if to is None and held is not None:
        to = Outcome(held.outcome) if held.outcome != Outcome.OPEN else held.stage
    if isinstance(to, Outcome):
        return _ended(to, reach, held, words).values
    return _staged(to or words.first, reach, held, today).values


def _ended(
    to: Outcome, reach: Reach, held: Opportunity | None, words: Words
) -> Standing:
    day = reach.closed_on or (held.closed_on if held is not None else None)
    if day is None:
        raise Invalid(fields={"closed_on": [NO_DAY]})
    stage = held.stage_id if held is not None else words.engaging.pk
    reason = reach.reason_id
    if reason is None and to == Outcome.LOST:
        kept = held.lost_reason_id if held is not None else None
        reason = kept or words.unstated
    return Standing(stage, to, day, reason)


def _staged(to: Stage, reach: Reach, held: Opportunity | None, today: date) -> Standing:
    if reach.closed_on is not None:
        raise Invalid(fields={"closed_on": [OPEN_DAY]})
    day = reach.entered_on
    if day is None and held is not None:
        stays = held.stage_id == to.pk and held.outcome == Outcome.OPEN
        day = held.entered_on if stays else today
    elif day is None and to.engages:
        day = reach.engaged_on
    return Standing(to.pk, day=day, reason_id=reach.reason_id)


def begun(row: Opportunity, actor: User | None) -> list[StageMove]:
    """Return the moves of an opportunity that a file brought."""
    kept = {
        "value_before": row.value_minor,
        "engaged_before": row.engaged_on,
        "author": actor,
    }
    first = StageMove(
        opportunity=row,
        stage_id=row.stage_id,
        day=row.engaged_on if row.closed_on else row.entered_on,
        **kept,
    )
    if row.outcome == Outcome.OPEN:
        return [first]
    end = StageMove(
        opportunity=row,
        stage_id=row.stage_id,
        outcome=row.outcome,
        day=row.closed_on,
        reason_id=row.lost_reason_id,
        **kept,
    )
    return [first, end]
