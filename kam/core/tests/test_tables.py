"""Reading tables: encodings, headers, dates, and the refusals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kam.core.errors import Invalid, KamError, TooLarge
from kam.core.tables import MOST_ROWS, Broken, read_table
from kam.core.tests.files import repacked, with_cells, xlsx

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

TEXT = "区域,潜力,销售\r\n101,860万,12\r\n102,“好”，行,\r\n"


def cells(content: bytes, **options: str) -> list[tuple[object, ...]]:
    return [row.cells for row in read_table(content, "x", **options).rows]


def notes(content: bytes) -> set[str]:
    return {note.code for note in read_table(content).notes}


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"],
)
def test_every_encoding_gives_the_same_table(encoding: str) -> None:
    table = read_table(TEXT.encode(encoding), "x.csv")
    assert table.header == ("区域", "潜力", "销售")
    assert table.count == 2
    assert next(iter(table.rows)).cells == ("101", "860万", "12")


def test_text_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(Invalid, match="编码"):
        read_table(b"a,b\r\n\xff\x81\xfe,\x80\xff\r\n")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，"])
def test_the_delimiter_is_found(mark: str) -> None:
    lines = ["code", "potential", "sales"], ["101", "8.5", "2"], ["102", "7", "1"]
    content = "\n".join(mark.join(line) for line in lines).encode()
    assert read_table(content).header == ("code", "potential", "sales")
    assert cells(content)[1] == ("102", "7", "1")


def test_the_line_that_names_the_delimiter_is_no_header() -> None:
    table = read_table(b"sep=;\r\na;b\r\n1,5;2\r\n")
    assert table.header == ("a", "b")
    assert [(row.number, row.cells) for row in table.rows] == [(3, ("1,5", "2"))]


def test_mixed_line_ends_and_quoted_line_breaks_keep_rows_whole() -> None:
    content = b'a,b\r\n1,"x\ny"\r2,z\n\n3,\r\n'
    rows = list(read_table(content).rows)
    assert [row.cells for row in rows] == [("1", "x\ny"), ("2", "z"), ("3", None)]
    assert [row.number for row in rows] == [2, 3, 5]


def test_rows_can_be_walked_again() -> None:
    for content in (TEXT.encode(), xlsx([["a"], [1], [2]])):
        table = read_table(content)
        assert list(table.rows) == list(table.rows)
        assert len(list(table.rows)) == table.count


def test_a_row_with_more_cells_than_the_header_says_so() -> None:
    rows = list(read_table(b"a,b\n1,2,3\n1,2,,\n").rows)
    assert [row.surplus for row in rows] == [1, 0]


def test_an_open_quote_is_refused_and_a_loose_one_is_told() -> None:
    with pytest.raises(Invalid, match="引号"):
        read_table(b'a,b\n1,"2\n3,4\n')
    assert "quotes" in notes(b'a,b\n"1"x,2\n')


def test_numbers_as_text_keep_their_leading_zeros() -> None:
    assert cells(b"code\n00123\n")[0] == ("00123",)
    assert cells(xlsx([["code"], ["00123"]]))[0] == ("00123",)


def test_a_formula_is_never_computed_and_its_stored_result_is_read() -> None:
    assert cells(b"a\n=1+1\n")[0] == ("=1+1",)
    stored = '<row r="1"><c r="A1" t="str"><v>a</v></c></row>'
    stored += '<row r="2"><c r="A2"><f>1+1</f><v>7</v></c></row>'
    assert cells(with_cells(stored))[0] == (7.0,)


def test_an_error_cell_is_not_an_empty_one() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    )
    rows += '<row r="2"><c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    rows += '<c r="B2"><v>1</v></c></row>'
    assert cells(with_cells(rows))[0] == (Broken("#DIV/0!"), 1.0)


def test_days_are_days_in_both_date_systems() -> None:
    content = xlsx([["day"], [date(2026, 3, 18)]])
    assert cells(content)[0] == (date(2026, 3, 18),)
    assert read_table(content).epoch == 1900


def test_title_rows_are_left_out_and_told() -> None:
    rows = [["区域业绩表"], [], ["代码", "潜力", "销售"], ["101", 8, 2]]
    table = read_table(xlsx(rows))
    assert table.header == ("代码", "潜力", "销售")
    assert [row.number for row in table.rows] == [4]
    assert "title-rows" in notes(xlsx(rows))


def test_expected_names_find_the_header_among_wide_titles() -> None:
    rows = [["a", "b", "c"], ["区域", "潜力", "销售"], ["101", "8", "2"]]
    table = read_table(xlsx(rows), expected=("区 域", "潜力"))
    assert table.header == ("区域", "潜力", "销售")


def test_blank_and_repeated_headers_become_distinct_names() -> None:
    content = xlsx([["a", "", "a", "d"], [1, 2, 3, 4]])
    assert read_table(content).header == ("a", "[B]", "a (2)", "d")
    assert {"header-blank", "header-twice"} <= notes(content)


def test_cells_merged_down_a_column_are_filled_and_told() -> None:
    rows = [["team", "code"], ["华东", "101"], ["", "102"], ["", "103"]]
    content = xlsx(rows, merged=("A2:A4",))
    assert [c[0] for c in cells(content)] == ["华东"] * 3
    assert "merged" in notes(content)


def test_the_first_sheet_that_is_not_empty_is_read_and_told() -> None:
    content = xlsx([], [["a"], ["1"]], [["b"], ["2"]])
    table = read_table(content)
    assert (table.sheet, table.header) == ("Sheet2", ("a",))
    assert "sheet" in notes(content)
    assert read_table(content, sheet="Sheet3").header == ("b",)
    with pytest.raises(Invalid, match="没有名为"):
        read_table(content, sheet="Nothing")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", xlsx([])])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="是空的"):
        read_table(content, "x")


def test_a_header_alone_is_a_table_without_rows() -> None:
    for content in (b"a,b\r\n", xlsx([["a", "b"]])):
        table = read_table(content)
        assert (table.header, table.count, list(table.rows)) == (("a", "b"), 0, [])


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 x",
        b"\x89PNG\r\n",
        b"<html><table>",
        b"<?xml version='1.0'?>",
        b"\x1f\x8b",
    ],
)
def test_a_file_that_is_no_table_is_refused_whatever_its_name(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"不是表格"):
        read_table(content, "accounts.xlsx")


def test_the_name_does_not_decide_the_format(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_bytes(xlsx([["a"], ["1"]]))
    assert read_table(path).format == "xlsx"
    path = tmp_path / "accounts.xlsx"
    path.write_bytes(b"a\n1\n")
    assert read_table(path).format == "csv"


@pytest.mark.parametrize("end", [40, 400, -40])
def test_a_damaged_workbook_is_refused(end: int) -> None:
    content = xlsx([["a"], ["1"]])[:end]
    with pytest.raises(Invalid, match="已损坏"):
        read_table(content)


def test_garbled_old_workbooks_are_refused() -> None:
    with pytest.raises(Invalid, match="已损坏"):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x07" * 4000)


def test_too_many_rows_are_refused_with_the_limit() -> None:
    content = b"a\n" + b"1\n" * (MOST_ROWS + 1)
    with pytest.raises(TooLarge) as refused:
        read_table(content)
    assert refused.value.params["limit"] == MOST_ROWS


def test_a_workbook_without_a_workbook_is_refused() -> None:
    with pytest.raises(Invalid, match="没有 XLSX 工作簿"):
        read_table(repacked_without_main())


def repacked_without_main() -> bytes:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    return buffer.getvalue()


def test_a_password_is_named() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode(
        "utf-16-le"
    )
    with pytest.raises(Invalid, match="密码"):
        read_table(locked)


def test_replacing_nothing_still_reads() -> None:
    assert cells(repacked(xlsx([["a"], ["1"]]))) == [("1",)]


@pytest.mark.reference
def test_every_ugly_spreadsheet_reads_or_refuses_in_words(
    reference_folder: Path,
) -> None:
    files = sorted((reference_folder / "ugly_xls_readxl").glob("*.xls*"))
    assert len(files) >= 35
    for path in files:
        table, refused = read_or_refuse(path)
        if refused is not None:
            assert refused.what
            assert refused.todo
        else:
            assert table.header
            assert len(list(table.rows)) == table.count


def read_or_refuse(path: Path) -> tuple[Any, KamError | None]:
    try:
        return read_table(path), None
    except KamError as refused:
        return None, refused


@pytest.mark.reference
@pytest.mark.parametrize("ending", ["xls", "xlsx"])
def test_titles_above_real_tables_are_passed_over(
    reference_folder: Path, ending: str
) -> None:
    path = reference_folder / "ugly_xls_readxl" / f"deaths.{ending}"
    table = read_table(path)
    assert table.header[:3] == ("Name", "Profession", "Age")
    assert next(iter(table.rows)).cells[4] == date(1947, 1, 8)


@pytest.mark.reference
def test_real_date_systems_agree(reference_folder: Path) -> None:
    place = reference_folder / "ugly_xls_readxl"
    tables = [read_table(place / f"dates-{n}.xls") for n in (1900, 1904)]
    assert [table.epoch for table in tables] == [1900, 1904]
    assert {table.header[0] for table in tables} == {"2000-01-01"}
