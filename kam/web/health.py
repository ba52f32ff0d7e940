"""Whether the process lives, and whether it can serve."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from kam.web.surfaces import surface

LEAST_FREE_BYTES = 50 * 1024 * 1024


@surface("health", "see", open=True)
@require_safe
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer that the process runs."""
    return HttpResponse("live\n", content_type="text/plain")


@surface("health", "see", open=True)
@require_safe
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer whether database, migrations and disk are right; disclose nothing."""
    faults = [
        name
        for name, works in (
            ("database", database_answers),
            ("migrations", migrations_are_done),
            ("disk", disk_has_room),
        )
        if not works()
    ]
    status = 503 if faults else 200
    return JsonResponse({"ready": not faults, "faults": faults}, status=status)


def database_answers() -> bool:
    """Ask the database for one."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def migrations_are_done() -> bool:
    """Compare the code's migrations with the database's."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def disk_has_room() -> bool:
    """Look whether the data folder can still be written to."""
    folder = Path(settings.VAR)
    if not folder.exists():
        return connection.vendor != "sqlite"
    return shutil.disk_usage(folder).free > LEAST_FREE_BYTES
