"""What a database says after its writers were killed, as JSON."""

from __future__ import annotations

import json

import django


def verdict() -> dict[str, object]:
    """Read every row, its audit entry, the chains and the file itself."""
    from django.db import connection

    from kam.audit.models import Entry
    from kam.audit.queries import verify
    from kam.people.models import Team, Territory

    nouns = {"team": Team, "territory": Territory}
    stored = {
        f"{noun} {pk}"
        for noun, model in nouns.items()
        for pk in model.objects.values_list("pk", flat=True)
    }
    created = Entry.objects.filter(verb__in=["team.create", "territory.create"])
    written = [f"{noun} {pk}" for noun, pk in created.values_list("noun", "object_id")]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        integrity = cursor.fetchone()[0]
    return {
        "stored": sorted(stored),
        "audited": sorted(written),
        "pathless": Team.objects.filter(path="").count(),
        "chains": verify().faults,
        "integrity": integrity,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(verdict()))
