"""I1, I2: an erased person is in no byte of database and files, nor comes back."""

from __future__ import annotations

import json
import shutil

import pytest

pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]
WORD = "zqxkanarie"


def canary(product, *more):
    done = product.run("-m", "tests.faults.canary", WORD, *more)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]), done


def command(product, *words):
    call = f"from kam.config.cli import main; raise SystemExit(main({list(words)!r}))"
    return product.run("-c", call)


def found(product):
    """Return the files below the product's folder in which the word stands."""
    return sorted(
        path.name
        for path in product.folder.rglob("*")
        if path.is_file() and WORD.encode() in path.read_bytes()
    )


def test_an_erased_person_is_in_no_byte_and_does_not_come_back(product, tmp_path):
    before, _done = canary(product)
    control = found(product)
    assert "kam.sqlite3" in {name.removesuffix("-wal") for name in control}
    assert "source" in control
    assert before.keys() >= {
        "accounts.Account",
        "accounts.Stakeholder",
        "judgements.Judgement",
        "questions.Question",
        "visits.Visit",
        "visits.Amendment",
        "visits.Action",
        "visits.Promise",
    }
    old = tmp_path / "old.sqlite3"
    backup = f"VACUUM INTO '{old}'"
    assert product.run("-m", "tests.faults.statement", backup).returncode == 0
    after, done = canary(product, "erase")
    assert found(product) == []
    assert WORD not in done.stdout + done.stderr
    assert after["visits"] == before["visits"]
    assert min(after[kind] for kind in ("name", "own", "text", "history")) > 0
    assert after["imports"] == after["answers"] == 1

    for path in product.folder.glob("kam.sqlite3*"):
        path.unlink()
    shutil.copy(old, product.database)
    assert found(product) == ["kam.sqlite3"]
    again = command(product, "erase", "--replay")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)
    assert found(product) == []
    sound = command(product, "doctor")
    assert "✗ audit" not in sound.stdout
