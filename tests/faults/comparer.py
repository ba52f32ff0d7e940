"""A column run that can be killed: ``python -m tests.faults.comparer begin|after``.

``begin`` asks for a comparison with many samples and says a line for each that is
drawn. ``after`` tells as JSON what the killed run left, and begins it again.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django

SAMPLES = 2_000
TERRITORIES = 40
PERIOD = "2026Q1"


def begin() -> None:
    """Start from an empty company, and report each sample."""
    from kam.core.bulk import BulkRow
    from kam.people.services import create_team, create_user
    from kam.people.services.users import UserDraft
    from kam.performance.rules import ColumnChoice, Inquiry
    from kam.performance.services import (
        SetDraft,
        ask_columns,
        bulk_figures,
        comparing,
        create_set,
        work_out,
    )

    team = create_team(actor=None, name="公司")
    draft = UserDraft(username="m", name="M", role="manager", team=team)
    actor = create_user(actor=None, draft=draft)
    made = create_set(actor=actor, team=team, draft=SetDraft(name="S"))
    rows = [
        BulkRow(n, {"code": str(n), "potential": 100.0 + n, "sales": 50.0 + n * 7 % 40})
        for n in range(1, TERRITORIES + 1)
    ]
    bulk_figures(actor=actor, comparison_set=made, period=PERIOD, rows=rows)
    choice = ColumnChoice(
        inputs=("potential",),
        outputs=("sales",),
        asked=Inquiry(method="dea-vrs", bootstrap=SAMPLES),
    )
    asked = ask_columns(actor=actor, comparison_set=made, period=PERIOD, choice=choice)
    comparing.BEAT_EVERY = 0.0
    real = comparing._teller(asked.run)

    def told(done: int) -> None:
        real(done)
        print("drawn", flush=True)

    comparing._teller = lambda _run: told
    work_out(asked.run)


def after() -> None:
    """Tell what there is two minutes later, and begin again."""
    from kam.audit.queries import verify
    from kam.core.clock import now, pretend
    from kam.performance.models import ColumnRow, ColumnRun
    from kam.performance.queries.columns import is_interrupted
    from kam.performance.services import start_again, work_out

    run = ColumnRun.objects.get()
    told = {"state": run.state, "done": run.done, "rows": ColumnRow.objects.count()}
    with pretend(now() + timedelta(minutes=5)):
        told["interrupted"] = is_interrupted(run)
        again = work_out(start_again(actor=run.created_by, run=run).run)
    told |= {
        "again": again.state,
        "rows_again": again.rows.count(),
        "rows_killed": run.rows.count(),
        "chains": verify().faults,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    begin() if sys.argv[1] == "begin" else after()
