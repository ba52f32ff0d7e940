"""What a database says after its servers were killed in the middle of syncing."""

from __future__ import annotations

import json
import sys
from collections import Counter

import django


def aftermath() -> dict[str, object]:
    """Read items, visits, their audit entries, the chains and the file itself."""
    from django.db import connection

    from kam.audit.models import Entry
    from kam.audit.queries import verify
    from kam.sync.models import Envelope
    from kam.visits.models import Action, Visit

    written = Entry.objects.filter(noun__in=["visit", "action"])
    audited = set(written.values_list("noun", "object_id"))
    rows = {("visit", pk) for pk in Visit.objects.values_list("pk", flat=True)}
    rows |= {("action", pk) for pk in Action.objects.values_list("pk", flat=True)}
    submitted = Visit.objects.filter(state="submitted")
    facts = Counter(submitted.values_list("fact", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
    return {
        "stored": sorted(map(str, Envelope.objects.values_list("op", flat=True))),
        "visits": submitted.count(),
        "actions": Action.objects.count(),
        "doubled": [fact for fact, n in facts.items() if n > 1],
        "unaudited": sorted(rows - audited),
        "chains": verify().faults,
        "integrity": integrity,
    }


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(aftermath()))
