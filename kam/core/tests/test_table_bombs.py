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
from kam.core.tables.limits import SHEET_ROWS
from kam.core.tests.files import (
    NAMESPACE,
    bomb,
    declaring,
    extended,
    old_workbook,
    renamed,
    with_cells,
)
from tests.daily import daily

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
@pytest.mark.parametrize("declared", daily([None, 1000, 4 * MEGABYTE]))
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


def test_a_text_of_nothing_but_separators_is_given_up_where_no_sheet_goes_on() -> None:
    """Twenty seconds of the processor went into one while nobody else was served."""
    with pytest.raises(Invalid) as wide:
        read_table(b"," * 3_000_000)
    assert wide.value.params["count"] == 3_000_001
    for line in (b"a\n", b",\n"):
        with pytest.raises(TooLarge) as long:
            read_table(line * (SHEET_ROWS + 100_000))
        assert long.value.params["count"] == SHEET_ROWS


def test_control_many_marks_that_divide_nothing_are_read() -> None:
    content = "名称,城市\n甲,{}\n".format("|" * 20_000)
    assert read_table(content.encode()).header == ("名称", "城市")


HIDDEN = {
    "other quotes": """<row r='9'><c r='XFD1048576'><v>1</v></c></row>""",
    "a space": '<row r="9"><c r ="XFD1048576"><v>1</v></c></row>',
    "small letters": '<row r="9"><c r="xfd1048576"><v>1</v></c></row>',
    "a prefix": f"<row r=\"9\"><x:c xmlns:x={NAMESPACE[6:]} r='XFD1048576'>"
    "<x:v>1</x:v></x:c></row>",
    "no places": f'<row r="1048576">{"<c/>" * 3_000}<c><v>1</v></c></row>',
    "another attribute": '<row r="9"><c s="0" r="XFD1048576"><v>1</v></c></row>',
}


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
@pytest.mark.parametrize("cells", HIDDEN.values(), ids=HIDDEN)
def test_cells_that_hide_how_far_they_are_do_not_end_the_program(
    tmp_path: Path, cells: str
) -> None:
    path = tmp_path / "hidden.xlsx"
    path.write_bytes(with_cells(f'<row r="1"><c r="A1"><v>1</v></c></row>{cells}'))
    told = in_a_small_room(path)
    assert (
        "太大" in str(told["said"])
        or "内存" in str(told["said"])
        or ("行，最多" in str(told["said"]))
    )
    assert told["peak"] < 64


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
@pytest.mark.parametrize("column", [255, 65_535])
def test_an_old_workbook_with_cells_far_apart_does_not_end_the_program(
    tmp_path: Path, column: int
) -> None:
    path = tmp_path / "far.xls"
    path.write_bytes(old_workbook(far=(65_535, column)))
    told = in_a_small_room(path)
    assert (
        "内存" in str(told["said"])
        or "行，最多" in str(told["said"])
        or ("太大" in str(told["said"]))
    )
    assert told["peak"] < 64


def test_control_the_same_cells_near_by_are_read() -> None:
    """What is refused above is the distance, not the way of writing."""
    near = "<row r='2'><c r='B2'><v>1</v></c></row>"
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    assert read_table(with_cells(first + near)).count == 1
    assert read_table(old_workbook(far=(1, 1))).count == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
def test_a_worksheet_among_the_pictures_is_measured_too(tmp_path: Path) -> None:
    hidden = with_cells(far("XFD1048576"))
    path = tmp_path / "media.xlsx"
    path.write_bytes(renamed(hidden, "worksheets/sheet1.xml", "media/sheet1.xml"))
    told = in_a_small_room(path)
    assert "内存" in str(told["said"])


def test_a_parcel_that_begins_with_another_one_is_refused() -> None:
    """Two readers would disagree about what is in it."""
    plain = with_cells(CELL)
    with pytest.raises(Invalid, match="已损坏"):
        read_table(plain + plain)


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


SLOW = {
    "cells with errors": ("worksheets/sheet1.xml", '<c t="e"'),
    "cells": ("worksheets/sheet1.xml", "<c "),
    "formulas": ("worksheets/sheet1.xml", '<c t="e"><f'),
    "sheets": ("workbook.xml", '<sheet name=""'),
    "links": ("workbook.xml.rels", "<Relationship "),
    "attributes": ("workbook.xml.rels", "<Relationship a"),
    "one long word": ("workbook.xml", "<" + "a" * 200),
}
LIMIT = """
import resource, sys
from pathlib import Path
from kam.core.errors import KamError
from kam.core.tables import read_table

resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
try:
    read_table(Path(sys.argv[1]))
except KamError:
    pass
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is the kernel's")
@pytest.mark.parametrize(("part", "text"), SLOW.values(), ids=SLOW)
def test_no_text_in_a_workbook_is_searched_again_and_again(
    tmp_path: Path, part: str, text: str
) -> None:
    """H4: 20 KB took a minute and a half, and its cube for more; this is 900 KB."""
    path = tmp_path / "slow.xlsx"
    path.write_bytes(extended(with_cells(CELL), part, text * (900_000 // len(text))))
    done = subprocess.run(
        [sys.executable, "-c", LIMIT, str(path)], cwd=ROOT, check=False, timeout=120
    )
    assert done.returncode == 0


def test_control_errors_of_formulas_are_still_seen() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
        '<row r="2"><c r="A2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f t="shared" si="0"/><v>#N/A</v></c></row>'
        '<row r="4"><c t="e" r="A4"><v>#REF!</v></c></row>'
    )
    found = [row.cells[0] for row in read_table(with_cells(rows)).rows]
    assert [getattr(cell, "text", cell) for cell in found] == [
        "#DIV/0!",
        "#N/A",
        "#REF!",
    ]
