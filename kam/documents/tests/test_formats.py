"""A document says the same in four formats, each of them native and whole."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import openpyxl
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pptx import Presentation

from kam.documents.press import FORMATS, fonts, printed
from kam.documents.rules.paper import Fact, Facts, Layout, Section
from kam.documents.tests.reading import (
    charts_of,
    numbers_of,
    parts_of,
    pdf_words,
    squeezed,
    words_of,
)
from kam.documents.tests.samples import LOOK, made, paper

if TYPE_CHECKING:
    from collections.abc import Sequence

# No record takes part: one database is enough.
pytestmark = pytest.mark.sqlite_only
OFFICE = ("pptx", "docx", "xlsx")
SAID = (
    "云澜市第一人民医院",
    "未过关：“至少用过”。",
    "复检的决定人",
    "04-15 前完成比对试用并签字",
    "大量使用",
    "倡导使用",
    "比对方案在谈，未使用；采购走年度采购单。",
    "急诊一条线试用",
    "阶段 4→5",
    "合成数据",
    "截至 2026-03-18",
    "来源：绩效先锋的记录",
    "内部资料，请勿外传",
)


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_says_everything(ending: str, layout: Layout) -> None:
    words = words_of(made(ending, layout), ending)
    more = ("采购明细", "购买平台", "¥4.5 万") if layout == Layout.REPORT else ()
    if ending == "xlsx":
        more = more[:-1]  # There it is a number: 45000.
    missing = [text for text in (*SAID, *more) if squeezed(text) not in words]
    assert not missing


@pytest.mark.parametrize("ending", FORMATS)
def test_in_english_the_frame_is_english_and_names_stay_chinese(ending: str) -> None:
    words = words_of(made(ending, Layout.REPORT, "en"), ending)
    for text in (
        "Customer plan",
        "Synthetic data",
        "云澜市第一人民医院",
    ):
        assert squeezed(text) in words
    assert "目录" not in words
    assert "概要" not in words


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_document_is_the_same_file(ending: str) -> None:
    assert printed(paper(), LOOK, ending) == made(ending)


@pytest.mark.parametrize("ending", OFFICE)
def test_charts_are_native_and_carry_the_numbers(ending: str) -> None:
    found = [numbers_of(chart) for chart in charts_of(_report(ending))]
    assert [[1, 2, 3, 4, 5, 6, 7]] in found
    assert [[39, 38, 13, 9]] in found
    gap = [0] if ending == "xlsx" else []  # A workbook's cache; its cell is empty.
    assert [[12.5, 14, *gap, 21], [10, 11, 12.25, 13]] in found
    assert not [name for name in parts_of(_report(ending)) if "/media/" in name]


def test_the_numbers_of_a_chart_on_a_slide_open_in_a_workbook() -> None:
    for ending in ("pptx", "docx"):
        books = [p for n, p in parts_of(_report(ending)).items() if n.endswith(".xlsx")]
        rows = [
            list(openpyxl.load_workbook(io.BytesIO(one)).active.values) for one in books
        ]
        wanted = [
            (None, "今年", "去年"),
            ("1月", 12.5, 10),
            ("2月", 14, 11),
            ("3月", None, 12.25),
            ("4月", 21, 13),
        ]
        assert wanted in rows


def test_numbers_and_days_of_a_workbook_are_numbers_and_days() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_report("xlsx")))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    amount = next(cell for cell in cells if cell.value == 45_000)
    assert amount.number_format == "#,##0"
    days = [cell.value for cell in cells if getattr(cell, "is_date", False)]
    assert [day.month for day in days] == [1, 2, 3, 4]


def test_a_pdf_embeds_each_font_and_has_a_glyph_for_each_character() -> None:
    for layout in Layout:
        content = made("pdf", layout)
        used = {ord(one) for one in pdf_words(content) if not one.isspace()}
        assert used <= fonts.coverage()
        assert _all_embedded(content)
    assert ord("👍") not in fonts.coverage()  # what the check would find


def test_what_no_font_writes_is_one_agreed_sign_not_an_empty_box() -> None:
    assert fonts.written("很好👍🏽") == "很好〓〓"
    assert fonts.written("警告⚠️") in ("警告⚠", "警告〓")
    assert fonts.written("𠮷野家 → ✓ ① ≥ ×") == "𠮷野家 → ✓ ① ≥ ×"


def test_a_sheet_is_one_page_and_one_slide_with_a_chart_to_edit() -> None:
    assert len(pypdfium2.PdfDocument(made("pdf"))) == 1
    deck = Presentation(io.BytesIO(made("pptx")))
    assert len(deck.slides) == 2
    assert [shape for shape in deck.slides[1].shapes if shape.has_chart]


def test_slides_have_titles_and_nothing_stands_outside_them() -> None:
    for layout in Layout:
        deck = Presentation(io.BytesIO(made("pptx", layout)))
        for slide in deck.slides:
            assert slide.shapes.title.text_frame.text
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.top >= 0
                assert shape.left + shape.width <= deck.slide_width
                assert shape.top + shape.height <= deck.slide_height


@pytest.mark.parametrize("ending", ["pptx", "docx"])
def test_a_font_for_chinese_letters_is_named(ending: str) -> None:
    parts = parts_of(made(ending))
    wanted = {
        "pptx": 'ea typeface="Microsoft YaHei"',
        "docx": 'eastAsia="Microsoft YaHei"',
    }
    names = {"pptx": ("slides/slide1.xml", "theme1.xml"), "docx": ("styles.xml",)}
    for name in names[ending]:
        found = [
            part.decode()
            for key, part in parts.items()
            if key.endswith(name) and "!" not in key
        ]
        assert all(wanted[ending] in one for one in found)
        assert found


def test_a_text_has_real_headings_and_one_style_of_table() -> None:
    told = docx.Document(io.BytesIO(_report("docx")))
    headings = [p.text for p in told.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "① 产品应用周期",
        "② 思维偏好",
        "③ 探询计划",
        "④ A→B 转变计划",
        "⑤ 采购与平台",
    ]
    assert {table.style.name for table in told.tables} == {"KAM Table"}
    heads = [table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in told.tables]
    assert any(heads)


def _report(ending: str) -> bytes:
    return made(ending, Layout.REPORT)


def _all_embedded(content: bytes) -> bool:
    document = pypdfium2.PdfDocument(content)
    fonts_used = [
        pdfium.FPDFTextObj_GetFont(one.raw)
        for page in document
        for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]
    return bool(fonts_used) and all(
        pdfium.FPDFFont_GetIsEmbedded(one) == 1 for one in fonts_used
    )


def test_small_sections_share_a_slide() -> None:
    few = (Facts((Fact("认识的人", "6"),)),)
    small = tuple(Section(f"第 {n} 节", few, str(n)) for n in range(1, 6))
    assert _titles(small) == [
        "1 第 1 节 · 2 第 2 节 · 3 第 3 节 · 4 第 4 节",
        "5 第 5 节",
    ]
    longer = [replace(one, title=f"{one.title}要探询的") for one in small]
    assert _titles(longer)[0] == "1 第 1 节要探询的 … 4 第 4 节要探询的"


def _titles(sections: Sequence[Section]) -> list[str]:
    told = replace(paper(Layout.REPORT), sections=tuple(sections))
    deck = Presentation(io.BytesIO(printed(told, LOOK, "pptx")))
    return [slide.shapes.title.text_frame.text for slide in deck.slides][1:]
