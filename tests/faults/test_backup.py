"""E5, E6: the backup of docs/howto/backup.md, taken while somebody saves, is whole.

It is opened in another folder and the doctor reads all of it. The controls are a copy
of the bare file, which lacks what the log still holds, and a damaged copy.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time

import pytest

from tests.faults.conftest import Product

pytestmark = pytest.mark.sqlite_only


@pytest.fixture(scope="module")
def saving(product):
    """Somebody saves teams without end, and says so."""
    with product.start("-m", "tests.faults.saver") as busy:
        assert busy.stdout.readline().startswith(b"team")
        yield busy
        busy.kill()


def acknowledged(busy, seconds):
    """Read what the saver reports for a while."""
    last, until = b"", time.monotonic() + seconds
    while time.monotonic() < until:
        last = busy.stdout.readline()
    return int(last.split()[1])


@pytest.fixture(scope="module")
def restored(product, saving, tmp_path_factory):
    sure = acknowledged(saving, 0.5)
    folder = tmp_path_factory.mktemp("restored")
    source = sqlite3.connect(product.database)
    source.execute("VACUUM INTO ?", [str(folder / "kam.sqlite3")])
    source.close()
    return Product(folder), sure


def doctor(product):
    return product.run("-m", "kam.config.cli", "doctor", "--json")


def test_a_backup_under_load_is_whole(restored):
    backup, _sure = restored
    findings = {f["check"]: f for f in json.loads(doctor(backup).stdout)}
    assert findings["database file"]["sound"]
    assert findings["audit chain"]["sound"], findings["audit chain"]
    assert findings["migrations"]["sound"]
    assert findings["audit guards"]["sound"]


def test_a_backup_holds_everything_acknowledged_before_it_began(restored):
    backup, sure = restored
    found = json.loads(backup.run("-m", "tests.faults.verdict").stdout)
    assert f"team {sure}" in found["stored"]
    assert found["audited"] == found["stored"]


def newest_in(copy):
    """Return the newest team of a copied file; 0 where it cannot be read."""
    copied = sqlite3.connect(copy)
    try:
        return copied.execute("SELECT max(id) FROM people_team").fetchone()[0] or 0
    except sqlite3.DatabaseError:
        return 0
    finally:
        copied.close()


def test_control_a_copy_of_the_bare_file_lacks_what_was_saved_last(
    product, saving, tmp_path
):
    """Now and then the write-ahead log has just been emptied, and one copy is whole."""
    lacking = []
    for number in range(8):
        sure = acknowledged(saving, 0.1)
        copy = tmp_path / f"{number}.sqlite3"
        shutil.copy(product.database, copy)
        lacking.append(newest_in(copy) < sure)
    assert any(lacking)


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_backup_cut_off_is_refused_in_words(restored, tmp_path, kept):
    backup, _sure = restored
    whole = backup.database.read_bytes()
    (tmp_path / "kam.sqlite3").write_bytes(whole[: int(len(whole) * kept)])
    done = doctor(Product(tmp_path))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert not all(finding["sound"] for finding in json.loads(done.stdout))
