"""C4 and C5: parcels made to fill the memory, and XML that reaches outside."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kam.core.errors import Invalid, TooLarge
from kam.core.tables import LARGEST_EXPANDED, read_table
from kam.core.tests.files import bomb, declaring, with_cells

ROOT = Path(__file__).resolve().parents[3]
MEGABYTE = 2**20

CHILD = """
import json, resource, sys, time
from pathlib import Path
from kam.core.errors import KamError
from kam.core.tables import read_table

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

before, began = peak(), time.process_time()
now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + 64 * 2**20, -1))
try:
    read_table(Path(sys.argv[1]))
    said = ""
except KamError as error:
    said = error.what % error.params
print(json.dumps({"said": said, "peak": peak() - before,
                  "seconds": time.process_time() - began}))
"""


def in_a_small_room(path: Path) -> dict[str, object]:
    """Read a file in a child process that may take 64 MB more, no more."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(CHILD), str(path)],
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
        timeout=60,
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
@pytest.mark.parametrize("declared", [None, 1000, 4 * MEGABYTE])
def test_a_bomb_is_refused_in_a_small_room(
    tmp_path: Path, declared: int | None
) -> None:
    content = bomb(512)
    if declared is not None:
        content = declaring(content, "xl/worksheets/sheet1.xml", declared)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(content)
    assert path.stat().st_size < 2 * MEGABYTE
    told = in_a_small_room(path)
    assert "文件解开后超过" in str(told["said"]) or "已损坏" in str(told["said"])
    assert told["peak"] < 64


def test_the_refusal_names_the_size_and_the_limit() -> None:
    with pytest.raises(TooLarge) as refused:
        read_table(bomb(300))
    assert refused.value.params["limit"] == LARGEST_EXPANDED // MEGABYTE


def test_the_same_parcel_below_the_limit_is_read() -> None:
    """Control: what is refused above is the size, not the making."""
    assert read_table(bomb(1)).header == ("x",)


def far(place: str) -> str:
    """Put one cell at the beginning and one far away."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return f'{first}<row r="{row}"><c r="{place}"><v>1</v></c></row>'


@pytest.mark.parametrize("cells", [far("XFD1048576"), far("ZZZ1"), far("CV190000")])
def test_two_cells_far_apart_do_not_fill_the_memory(cells: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLarge):
        read_table(with_cells(cells))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 * 1024


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
)
CELL = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'


@pytest.mark.parametrize("declaration", LAUGHS)
def test_entities_and_document_types_are_refused(declaration: str) -> None:
    with pytest.raises(Invalid, match="不安全的 XML"):
        read_table(with_cells(CELL, before=declaration))


def test_the_same_worksheet_without_them_is_read() -> None:
    """Control."""
    assert read_table(with_cells(CELL)).header == ("a",)
