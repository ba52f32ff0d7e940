"""Texts that try to be more than texts stay texts, in every format, at any length."""

from __future__ import annotations

import functools
import io
import json
import re
import time

import openpyxl
import pypdfium2
import pytest
import typst
import xlsxwriter

from kam.documents.press import FORMATS, printed
from kam.documents.press.pdf import compiler, markup
from kam.documents.rules.bounds import LONGEST_TEXT, MOST_TEXT, bounded, printable
from kam.documents.rules.paper import Layout, Section, Table, Text, Way
from kam.documents.tests.reading import parts_of, pdf_words, squeezed, words_of
from kam.documents.tests.samples import AS_OF, LOOK, paper, saying

# No record takes part: one database is enough.
pytestmark = pytest.mark.sqlite_only
MARKUP = '#read("/etc/hostname") #image("http://127.0.0.1:9/x.png") $x$ @a _b_'
HOSTILE = (
    MARKUP,
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "<a:t>&xxe;</a:t><!DOCTYPE x>",
    "http://127.0.0.1:9/collect?x=1",
    "file:///etc/hostname",
    "\\\\host\\share",
    'HYPERLINK("http://127.0.0.1:9")',
    "]]>&amp;&#0;",
    "a\x00b\x07c\x1bd\ud800e\uffff\ufeff\u202ef",
)
KEPT = [one for one in HOSTILE if "\x00" not in one]


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("ending", FORMATS)
def test_hostile_texts_are_printed_as_they_are(ending: str, layout: Layout) -> None:
    words = words_of(hostile(ending, layout), ending)
    missing = [text for text in KEPT if squeezed(text) not in words]
    assert not missing
    assert "abcdef" in words


@functools.cache
def hostile(ending: str, layout: Layout = Layout.REPORT) -> bytes:
    """Return a file whose every text is hostile."""
    return printed(saying(*HOSTILE, layout=layout), LOOK, ending)


@pytest.mark.parametrize("ending", [one for one in FORMATS if one != "pdf"])
def test_no_office_file_points_outside_itself(ending: str) -> None:
    parts = parts_of(hostile(ending))
    links = {name: part for name, part in parts.items() if name.endswith(".rels")}
    assert links
    assert not [name for name, part in links.items() if b'"External"' in part]
    assert not [name for name, part in parts.items() if b"<!DOCTYPE" in part]


@pytest.mark.parametrize("ending", [one for one in FORMATS if one != "pdf"])
def test_no_cell_is_a_formula_in_a_workbook_or_in_one_within(ending: str) -> None:
    parts = parts_of(hostile(ending))
    sheets = [part for name, part in parts.items() if "worksheets/sheet" in name]
    assert sheets
    assert not [part for part in sheets if re.search(rb"<f[ >]", part)]
    assert _naive_sheet_has_a_formula()  # what the check would find


def _naive_sheet_has_a_formula() -> bool:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    book.add_worksheet().write(0, 0, HOSTILE[1])
    book.close()
    cell = openpyxl.load_workbook(io.BytesIO(written.getvalue())).active["A1"]
    return bool(cell.data_type == "f")


def test_no_text_of_a_pdf_reads_a_file_or_fetches_an_address() -> None:
    """The control puts a text into the markup, and the compiler does read the file."""
    content = printed(saying(MARKUP), LOOK, "pdf")
    assert squeezed(MARKUP) in squeezed(pdf_words(content))

    spliced = b'#set page(width: 9cm)\n#read("/secret.txt")'
    assert "top secret" in pdf_words(_compiled(spliced, {"/secret.txt": "top secret"}))
    with pytest.raises(typst.TypstError):
        compiler().compile(b'#read("/etc/hostname")', format="pdf")
    with pytest.raises(typst.TypstError):
        compiler().compile(b'#image("http://127.0.0.1:9/x.png")', format="pdf")


def test_the_layout_itself_opens_no_file_and_no_package() -> None:
    text = markup().decode()
    assert not re.search(
        r"\b(read|csv|yaml|toml|xml|plugin|include|import)\s*[(\"]", text
    )
    assert "@preview" not in text


def _compiled(source: bytes, files: dict[str, str]) -> bytes:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name.strip("/")).write_text(text)
        made = typst.Compiler(root=folder).compile(source, format="pdf")
    assert isinstance(made, bytes)
    return made


def test_a_megabyte_of_text_is_cut_and_says_so() -> None:
    began = time.monotonic()
    told = saying("开头" + "长" * 1_000_000)
    kept = bounded(told)
    text = kept.sections[0].blocks[0]
    assert isinstance(text, Text)
    assert len(text.text) == LONGEST_TEXT
    assert text.text.endswith("…")
    for ending in FORMATS:
        assert len(printed(told, LOOK, ending)) < 1_000_000
    assert time.monotonic() - began < 20


def test_too_many_rows_steps_and_sections_are_bounded() -> None:
    row = ("字" * 500,) * 12
    wide = Table("表", tuple(_columns(12)), (row,) * 5_000)
    many = saying("a")
    many = _with(many, (Section("s", (wide,) * 100),) * 100)
    kept = bounded(many)
    assert len(json.dumps(str(kept), ensure_ascii=False)) < 2 * MOST_TEXT
    pages = pypdfium2.PdfDocument(printed(many, LOOK, "pdf"))
    assert len(pages) < 300


def test_a_way_of_many_steps_goes_on_over_slides_with_its_numbers() -> None:
    from kam.documents.tests.samples import WAY

    long = Way(WAY.start, WAY.end, WAY.steps * 10)
    told = _with(paper(Layout.REPORT), (Section("路", (long,)),))
    words = words_of(printed(told, LOOK, "pptx"), "pptx")
    assert words.count("急诊一条线试用") == 10
    assert words.count("4咨询") == 1
    assert "（续）" in words


def test_printable_keeps_what_can_be_read() -> None:
    assert printable("a\r\nb\u2028c") == "a\nb\nc"
    assert printable("𠮷 مرحبا é") == "𠮷 مرحبا é"
    assert printable("x" * 700)[-1] == "…"
    assert AS_OF.tzinfo is not None


def _columns(count: int):
    from kam.documents.rules.paper import Column

    return [Column(str(number)) for number in range(count)]


def _with(document, sections):
    from dataclasses import replace

    return replace(document, sections=sections)
