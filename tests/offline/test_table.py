"""The table of faults names proofs that exist, one for each case."""

from __future__ import annotations

import re

from tests.house import sources

PAGE = sources.ROOT / "docs" / "explain" / "offline-device.md"
FOLDERS = {
    "js/": "kam/web/tests/js/",
    "sync/": "kam/sync/tests/",
    "offline/": "tests/offline/",
}
ROW = re.compile(r"^\| F(\d+) \|[^|]+\|([^|]+)\|([^|]+)\|$", re.MULTILINE)
PROOF = re.compile(r"((?:js|sync|offline)/[\w.]+) (?:\"([^\"]+)\"|`(\w+)`)")


def proofs(cell: str) -> list[tuple[str, str]]:
    """Return the files of a cell with the tests it names."""
    return [(file, told or name) for file, told, name in PROOF.findall(cell)]


def missing(cell: str) -> list[str]:
    """Return what a cell names and nobody wrote."""
    absent = []
    for file, named in proofs(cell):
        short = next(short for short in FOLDERS if file.startswith(short))
        path = sources.ROOT / file.replace(short, FOLDERS[short], 1)
        if not path.is_file() or named not in path.read_text(encoding="utf-8"):
            absent.append(f"{file}: {named}")
    return absent


def test_every_case_has_a_proof_and_a_control_that_exist():
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 17))
    for _number, proof, control in rows:
        assert proofs(proof)
        assert proofs(control)
        assert not missing(proof) + missing(control)


def test_control_a_proof_that_nobody_wrote():
    assert missing('js/sending.test.js "F99: it cannot happen"')
    assert missing("offline/test_chromium.py `test_nothing`")
