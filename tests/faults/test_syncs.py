"""E2: a save that was acknowledged has been synced to the disk.

``strace`` counts the syncs where it is installed and permitted; where not, the
effective setting is read back and the count is reported as not run.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.faults.conftest import ROOT

SAVES = 20
FULL = "2"
SYNC = re.compile(r"(?m)^[\d.\s]+\s(?P<calls>\d+)\s+(?:\d+\s+)?(?:fsync|fdatasync)$")
pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]


def test_the_effective_setting_is_full(product):
    done = product.run("-m", "tests.faults.commits", "1")
    assert done.stdout.strip() == FULL, done.stderr


def syncs(product, saves):
    """Count the syncs of a process that saves so often."""
    table = product.folder / f"syncs-{saves}.txt"
    command = ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(table)]
    command += [sys.executable, "-m", "tests.faults.commits", str(saves)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=product.environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    if b"ptrace" in done.stderr:
        pytest.skip("strace may not trace here: syncs are not counted")
    assert done.returncode == 0, done.stderr
    return sum(int(found["calls"]) for found in SYNC.finditer(table.read_text()))


@pytest.mark.skipif(not shutil.which("strace"), reason="no strace: syncs not counted")
def test_every_acknowledged_save_is_synced(product, figure):
    few, many = syncs(product, SAVES), syncs(product, 2 * SAVES)
    assert many - few >= SAVES
    figure(f"syncs: {(many - few) / SAVES:.1f} for each acknowledged save")
