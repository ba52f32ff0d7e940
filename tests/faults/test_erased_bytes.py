"""I1: what is erased is no longer in the bytes of the database file.

Who keeps what an erased person said must be found by asking, not by reading the disk.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.sqlite_only


def found(product, word, *more):
    """Let the word be written and erased; say in which files it still stands."""
    done = product.run("-m", "tests.faults.eraser", word, *more)
    assert done.returncode == 0, done.stderr
    files = sorted(product.folder.glob("kam.sqlite3*"))
    return [file.name for file in files if word.encode() in file.read_bytes()]


def test_erased_words_are_not_in_the_file_any_more(product):
    assert found(product, "zqxkanarie") == []


def test_control_without_the_setting_they_stay(product):
    assert found(product, "wvjkanarie", "careless") == ["kam.sqlite3"]
