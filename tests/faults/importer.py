"""An import that can be killed: ``python -m tests.faults.importer begin|resume``.

``begin`` uploads a list of accounts and carries it out in small chunks, with a line
for each chunk that is accounted for. ``resume`` takes the interrupted run over and
prints what everything came to, as JSON.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import timedelta

import django

ROWS, CHUNK = 1_200, 100


def name(number: int) -> str:
    """Return a name that looks like no other."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:16]


def begin() -> None:
    """Start from an empty company, and report each chunk."""
    from kam.people.services import create_team, create_user
    from kam.people.services.users import UserDraft
    from kam.transfer.services import begin_check, begin_run, execute, running, upload

    team = create_team(actor=None, name="公司")
    draft = UserDraft(username="m", name="M", role="manager", team=team)
    actor = create_user(actor=None, draft=draft)
    lines = ["Account,City", *(f"{name(n)},City {n % 7}" for n in range(ROWS))]
    lines[500:500] = [",nowhere"]
    content = "\n".join(lines).encode()
    record = upload(actor=actor, kind="accounts", name="a.csv", content=content)
    execute(begin_check(actor=actor, record=record))
    record.refresh_from_db()
    real = running._beat

    def told(*given: object) -> None:
        real(*given)
        print("beat", flush=True)

    running._beat = told
    execute(begin_run(actor=actor, record=record))


def resume() -> None:
    """Carry on where the interrupted run stopped, and tell what there is."""
    from kam.accounts.models import Account
    from kam.audit.queries import verify
    from kam.core.clock import now, pretend
    from kam.transfer.models import Import
    from kam.transfer.services import carry_on, execute

    record = Import.objects.get()
    before = dict(record.report)
    with pretend(now() + timedelta(minutes=5)):
        begun = carry_on(actor=record.created_by, record=record)
    done = execute(begun)
    told = {
        "before": {n: before[n] for n in ("rows_in", "created", "failed")},
        "report": {
            n: done.report[n]
            for n in ("rows_in", "created", "updated", "skipped", "failed")
        },
        "state": done.state,
        "accounts": Account.objects.count(),
        "names": Account.objects.values("name").distinct().count(),
        "errors": done.report["totals"]["errors"],
        "chains": verify().faults,
    }
    print(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    from kam.transfer.services import carrying

    carrying.CHUNK = CHUNK
    begin() if sys.argv[1] == "begin" else resume()
