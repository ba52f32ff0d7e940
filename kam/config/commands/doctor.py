"""Comparing what should be with what is: database, audit chain, settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

OLDEST_POSTGRESQL = 150000
SHORTEST_KEY = 40
MARKS = {True: "✓", False: "✗"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was wanted, and what is."""

    check: str
    sound: bool
    wanted: str
    effective: str


def doctor(chosen: argparse.Namespace) -> int:
    """Print every finding; the exit code says whether all are sound."""
    django.setup()
    findings = [finding for check in CHECKS for finding in _look(check)]
    if chosen.json:
        print(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
    else:
        for f in findings:
            told = f.effective if f.sound else f"{f.effective}  (wanted: {f.wanted})"
            print(f"{MARKS[f.sound]} {f.check}: {told}")
    return 0 if all(f.sound for f in findings) else 1


def _look(check: Callable[[], list[Finding]]) -> list[Finding]:
    """Carry one check out; a database that cannot be read is a finding as well."""
    from django.db import DatabaseError  # noqa: PLC0415 - needs set-up

    try:
        return check()
    except DatabaseError as error:
        name = check.__name__.replace("_", " ")
        return [Finding(name, sound=False, wanted="readable", effective=str(error))]


def file() -> list[Finding]:
    """Read every page of a SQLite file and compare its indexes with its tables."""
    from django.db import connection  # noqa: PLC0415 - needs set-up

    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        told = cursor.fetchone()[0]
    return [Finding("database file", told == "ok", "ok", told)]


def library() -> list[Finding]:
    """Look at the SQLite library that really runs."""
    from django.db import connection  # noqa: PLC0415 - needs set-up

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
        return [
            Finding("PostgreSQL", version >= OLDEST_POSTGRESQL, ">= 15", str(version))
        ]
    from kam.core.sqlite.base import is_sound, library_version  # noqa: PLC0415

    version_info = library_version()
    shown = ".".join(map(str, version_info))
    return [Finding("SQLite", is_sound(version_info), ">= 3.51.3", shown)]


def pragmas() -> list[Finding]:
    """Compare the wanted SQLite settings with the effective ones."""
    from django.db import connection  # noqa: PLC0415 - needs set-up

    from kam.config.environment import PRAGMAS  # noqa: PLC0415

    if connection.vendor != "sqlite":
        return []
    findings = []
    with connection.cursor() as cursor:
        for name, wanted in PRAGMAS.items():
            cursor.execute(f"PRAGMA {name}")
            effective = cursor.fetchone()[0]
            findings.append(
                Finding(
                    f"PRAGMA {name}", effective == wanted, str(wanted), str(effective)
                )
            )
    mode = getattr(connection, "transaction_mode", "")
    findings.append(
        Finding("transactions", mode == "IMMEDIATE", "IMMEDIATE", str(mode))
    )
    gate = getattr(connection, "gate").path or "none"  # noqa: B009 - our own backend
    findings.append(Finding("write gate", gate != "none", "a file", gate))
    return findings


def migrations() -> list[Finding]:
    """Look whether the database has the code's structure."""
    from kam.web.health import migrations_are_done  # noqa: PLC0415 - needs set-up

    done = migrations_are_done()
    return [
        Finding("migrations", done, "all applied", "all applied" if done else "pending")
    ]


def audit_chain() -> list[Finding]:
    """Verify every chain of the audit, and the guards in front of it."""
    from kam.audit.guards import missing_guards  # noqa: PLC0415 - needs set-up
    from kam.audit.queries import verify  # noqa: PLC0415

    verdict = verify()
    missing = missing_guards()
    return [
        Finding(
            "audit chain",
            verdict.sound,
            "unbroken",
            f"{verdict.entries} entries" if verdict.sound else str(verdict.faults[:3]),
        ),
        Finding(
            "audit guards",
            not missing,
            "all in place",
            ", ".join(missing) or "in place",
        ),
    ]


def search_index() -> list[Finding]:
    """Compare the search index with the tables, and look for its triggers."""
    from kam.desk import index  # noqa: PLC0415 - needs set-up

    missing = index.missing_triggers()
    counts = index.staleness()
    stale = [f"{c.kind}: {c.indexed} of {c.rows}" for c in counts if c.is_stale]
    total = sum(count.indexed for count in counts)
    return [
        Finding(
            "search index",
            not stale,
            "every row once (kam reindex)",
            "; ".join(stale) or f"{total} rows",
        ),
        Finding(
            "search triggers",
            not missing,
            "all in place (kam migrate)",
            ", ".join(missing) or "in place",
        ),
    ]


def reindex(chosen: argparse.Namespace) -> int:
    """Fill the search index anew and say how many rows it holds."""
    django.setup()
    from kam.desk import index  # noqa: PLC0415 - needs set-up

    index.put_triggers()
    index.rebuild()
    counts = {count.kind: count.indexed for count in index.staleness()}
    if chosen.json:
        print(json.dumps(counts))
    else:
        print(", ".join(f"{kind}: {n}" for kind, n in counts.items()))
    return 0


def surroundings() -> list[Finding]:
    """Look at the disk, the secret key, TLS and the headers of a real answer."""
    from django.conf import settings  # noqa: PLC0415 - needs set-up
    from django.test import Client  # noqa: PLC0415

    from kam.web.health import disk_has_room  # noqa: PLC0415
    from kam.web.middleware.manners import POLICY  # noqa: PLC0415

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    policy = Client().get("/live").headers.get("Content-Security-Policy", "")
    key = len(settings.SECRET_KEY)
    room = disk_has_room()
    cookies = "secure" if settings.BEHIND_TLS else "plain HTTP"
    return [
        Finding("disk", room, "50 MB free", "enough" if room else "nearly full"),
        Finding(
            "secret key", key >= SHORTEST_KEY, ">= 40 characters", f"{key} characters"
        ),
        Finding("content policy", policy == POLICY, POLICY, policy or "none"),
        Finding("cookies", sound=True, wanted="", effective=cookies),
    ]


CHECKS: tuple[Callable[[], list[Finding]], ...] = (
    library,
    file,
    pragmas,
    migrations,
    audit_chain,
    search_index,
    surroundings,
)
