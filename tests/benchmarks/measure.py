"""Measuring one database: fill it, time its pages, bring a file in, let a crowd write.

Runs in a process of its own, whose DATABASE_URL names the database.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Print what was measured as JSON; progress goes to the other stream."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, required=True)
    parser.add_argument("--repeat", type=int, required=True)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--parts", nargs="+", required=True)
    chosen = parser.parse_args()
    django.setup()
    json.dump(_measured(chosen), sys.stdout)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measured(chosen: argparse.Namespace) -> dict[str, Any]:
    from django.conf import settings
    from django.core.management import call_command

    from kam.config.settling import settle
    from kam.people.models import User
    from tests.benchmarks.dialect import dialect
    from tests.benchmarks.filling import fill
    from tests.benchmarks.imports import measure_import
    from tests.benchmarks.ruler import calibrate
    from tests.benchmarks.sizes import Sizes
    from tests.benchmarks.writes import measure_writes

    settings.ALLOWED_HOSTS = ["*"]
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    if not User.objects.exists():
        fill(Sizes.at(chosen.scale), _say)
    told: dict[str, Any] = {
        "database": dialect().name,
        "bytes": dialect().bytes(),
        "ruler": calibrate(),
    }
    settle()
    told["pages"] = _pages(chosen)
    if "import" in chosen.parts:
        owner = User.objects.get(username="rep0").username
        told["import"] = asdict(measure_import(chosen.folder, chosen.rows, owner))
    if "sync" in chosen.parts:
        told["sync"] = _sync()
    if "writes" in chosen.parts and dialect().name == "SQLite":
        told["writes"] = [asdict(crowd) for crowd in measure_writes()]
    return told


def _sync() -> dict[str, Any]:
    """Time an outbox that drains."""
    from tests.benchmarks.syncing import measure_sync

    drained = measure_sync(_say)
    return {**asdict(drained), "p95": drained.spread.p95}


def _pages(chosen: argparse.Namespace) -> list[dict[str, Any]]:
    """Time the pages that were asked for."""
    from tests.benchmarks.board import measure_board
    from tests.benchmarks.crowd import measure_crowd
    from tests.benchmarks.pages import measure_pages
    from tests.benchmarks.ruler import Spread

    timings: list[Any] = []
    if "pages" in chosen.parts:
        timings += measure_pages(chosen.repeat, _say)
    if "crowd" in chosen.parts:
        timings += measure_crowd(chosen.repeat, _say)
    if "board" in chosen.parts:
        timings += measure_board(chosen.repeat, _say)
    return [
        {
            "actor": timing.actor,
            "page": timing.page,
            "statements": max(timing.statements),
            **asdict(timing.spread),
            "worked": Spread.of(timing.worked).p95,
        }
        for timing in timings
    ]


if __name__ == "__main__":
    main()
