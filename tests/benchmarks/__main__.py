"""``make bench``: measure the product on SQLite and on PostgreSQL.

``make bench ARGS="--scale 0.1 --only sqlite"``. Scale 1 is 100,000 accounts, a million
stakeholders and ten million visits; the usual 0.01 takes about two minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.documents import report_documents
from tests.benchmarks.frontiers import report_frontiers
from tests.benchmarks.numbers import report_numbers
from tests.benchmarks.report import report
from tests.benchmarks.sizes import Sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATABASES = ("sqlite", "postgresql")
PARTS = (
    "numbers",
    "frontiers",
    "documents",
    "pages",
    "crowd",
    "board",
    "import",
    "sync",
    "writes",
)
WITHOUT_DATABASE = {"numbers", "frontiers", "documents"}


def parser() -> argparse.ArgumentParser:
    """Return what may be chosen."""
    made = argparse.ArgumentParser(prog="make bench", description=__doc__)
    made.add_argument("--scale", type=float, default=0.01, help="1 is the full size")
    made.add_argument("--repeat", type=int, default=40, help="times each page is read")
    made.add_argument("--rows", type=int, default=5000, help="rows of the import")
    made.add_argument("--only", choices=DATABASES, help="one database")
    made.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    made.add_argument(
        "--keep", type=Path, help="a folder that keeps the filled SQLite database"
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    chosen = parser().parse_args(arguments)
    if "numbers" in chosen.parts:
        print("\n".join(report_numbers()), flush=True)
    if "frontiers" in chosen.parts:
        print("\n".join(report_frontiers()), flush=True)
    if "documents" in chosen.parts:
        print("\n".join(report_documents()), flush=True)
    if set(chosen.parts) <= WITHOUT_DATABASE:
        return 0
    print(f"Scale {chosen.scale:g}: {Sizes.at(chosen.scale)}", flush=True)
    for name in DATABASES if chosen.only is None else (chosen.only,):
        with _place(name, chosen.keep) as (url, folder):
            told = _measure(url, folder, chosen)
        print("\n".join(report(told)), flush=True)
    return 0


@contextmanager
def _place(name: str, keep: Path | None) -> Iterator[tuple[str, Path]]:
    folder = keep or Path(tempfile.mkdtemp(prefix="kam-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if name == "sqlite":
            yield f"sqlite:///{folder / 'bench.sqlite3'}", folder
        else:
            with _postgresql() as url:
                yield url, folder
    finally:
        if keep is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _postgresql() -> Iterator[str]:
    """Use the server named in the environment, or start one of our own."""
    if named := os.environ.get("KAM_POSTGRES_URL"):
        yield named
        return
    from tests.plugins.postgres import start

    running = start()
    try:
        yield running.url
    finally:
        running.stop()


def _measure(url: str, folder: Path, chosen: argparse.Namespace) -> dict[str, Any]:
    """Measure one database in a process that knows no other."""
    command = [
        sys.executable, "-m", "tests.benchmarks.measure",
        "--scale", str(chosen.scale), "--repeat", str(chosen.repeat),
        "--rows", str(chosen.rows), "--folder", str(folder),
        "--parts", *chosen.parts,
    ]  # fmt: skip
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "KAM_ENV": "test",
        "KAM_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "kam.config.settings",
    }
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    sys.exit(main())
