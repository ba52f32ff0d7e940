"""The targets that a manager agreed, some of them other than what was proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.demo.book import chapter
from kam.performance.services import agree_target

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.performance.models import FrontierRun

SOME, LESS = 3, 0.95


def build_targets(actor: User, run: FrontierRun, *, is_newest: bool) -> None:
    """Agree the proposals of a run, some of them lower and with a reason.

    Of the newest run every third territory still waits to be talked with.
    """
    reason = chapter("figures")["target_reason"]
    rows = run.rows.select_related("run__comparison_set", "territory")
    asked = [row for row in rows.order_by("code") if row.goal is not None]
    for number, row in enumerate(asked):
        if is_newest and number % SOME == 0:
            continue
        lower = number % SOME == 1
        figure = round(float(row.goal or 0.0) * (LESS if lower else 1.0), 1)
        agree_target(
            actor=actor, row=row, figure=figure, reason=reason if lower else ""
        )
