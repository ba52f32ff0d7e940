"""One territory as its dashboard shows it: index, gap, whom to learn from, target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.scopes import may
from kam.performance.pages.card import Fact, facts_of, figures_text
from kam.performance.pages.opening import stands_open
from kam.performance.pages.targets.panel import RunTargets, TargetPanel
from kam.performance.pages.words import (
    class_text,
    class_tone,
    interval_text,
    score_text,
)
from kam.performance.queries import holders_of
from kam.performance.queries.standing import newest_rows
from kam.performance.querysets import sees_all_units
from kam.performance.rules import Labels

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRow


@dataclass(frozen=True)
class Learning:
    """Somebody to learn from: a code and an index, nothing else."""

    code: str
    index: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a territory stands by the newest frontier; no peers while it is closed."""

    period: str
    set_name: str
    is_synthetic: bool
    is_provisional: bool
    index: str
    interval: str
    class_text: str
    class_tone: str
    figures: str
    facts: list[Fact]
    peers: list[Learning]
    is_closed: bool
    target: TargetPanel
    url: str


def standing_of(user: User, territory_id: int) -> Standing | None:
    """Return where a territory stands, or nothing before it was compared.

    Three statements; five where it stands somewhere.
    """
    if not may(user, "frontier", "see"):
        return None
    row = newest_rows(user, [territory_id]).get(territory_id)
    return _standing(user, row) if row else None


def _standing(user: User, row: FrontierRow) -> Standing:
    run = row.run
    labels = Labels(**run.parameters["labels"])
    page = reverse("performance:run", args=[run.pk])
    is_closed = _is_closed(user, row)
    peers = [] if is_closed else row.peers
    return Standing(
        period=run.period,
        set_name=run.comparison_set.name,
        is_synthetic=labels.is_synthetic,
        is_provisional=run.is_provisional,
        index=score_text(row.score),
        interval=interval_text(row.lower, row.upper),
        class_text=class_text(row.shown_class, is_named=row.is_named),
        class_tone=class_tone(row.shown_class, is_named=row.is_named),
        figures=figures_text(row.potential, row.sales, labels),
        facts=facts_of(row, run)[:2],
        peers=[Learning(one["code"], score_text(one["score"])) for one in peers],
        is_closed=is_closed,
        target=RunTargets(user, run).panel(row),
        url=f"{page}?unit={row.territory_id}",
    )


def _is_closed(user: User, row: FrontierRow) -> bool:
    """Say whether somebody has to say first what for, as before the card of a run."""
    if not sees_all_units(user):
        return False
    holders = holders_of(user, [row.territory_id])
    return not stands_open(user, row.territory_id, holders)
