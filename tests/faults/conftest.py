"""A product of its own in a folder of its own, for tests that need processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.tied import tied

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@dataclass(frozen=True)
class Product:
    """A folder with a migrated SQLite database that other processes work on."""

    folder: Path

    @property
    def database(self) -> Path:
        """The database file."""
        return self.folder / "kam.sqlite3"

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to work on this product."""
        return {
            **os.environ,
            "KAM_ENV": "test",
            "KAM_VAR": str(self.folder),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "kam.config.settings",
        }

    def run(
        self, *command: str, patience: int = PATIENCE, **changes: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python with these arguments to its end, at most so many seconds."""
        return subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env={**self.environment, **changes},
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )

    def start(self, *command: str, **changes: str) -> subprocess.Popen[bytes]:
        """Start Python in a process group of its own; it ends with the test run."""
        return subprocess.Popen(
            tied([sys.executable, *command]),
            cwd=ROOT,
            env=self.environment | changes,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )


@pytest.fixture(scope="session")
def up_to_date(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an empty product, up to date, of which every module takes a copy."""
    made = Product(tmp_path_factory.mktemp("up-to-date"))
    done = made.run("-m", "kam.config.cli", "migrate")
    assert done.returncode == 0, done.stderr
    return made.folder


@pytest.fixture(scope="module")
def product(up_to_date: Path, tmp_path_factory: pytest.TempPathFactory) -> Product:
    """Give a module an empty product of its own, up to date."""
    folder = tmp_path_factory.mktemp("product")
    shutil.copytree(up_to_date, folder, dirs_exist_ok=True)
    return Product(folder)
