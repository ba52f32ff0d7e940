"""An office program opens what we write, and its pages are whole."""

from __future__ import annotations

from itertools import product

import pypdfium2
import pytest
import typst

from kam.documents.press import fonts
from kam.documents.rules.paper import Layout
from kam.documents.tests.looking import collisions, fonts_of, letters, outside
from kam.documents.tests.reading import pdf_words, squeezed
from kam.documents.tests.samples import made

pytestmark = pytest.mark.sqlite_only
OFFICE = ("pptx", "docx", "xlsx")
LANGUAGES = ("zh-hans", "en")
SAID = ("云澜市第一人民医院", "未过关：“至少用过”。", "急诊一条线试用", "大量使用")


def faults_of(content: bytes) -> list[str]:
    """Return what is wrong with the pages of a PDF."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        if off := outside(page):
            found.append(f"page {number}: off the page {off[:8]}")
        if upon := collisions(page):
            found.append(f"page {number}: upon each other {upon[:8]}")
        unknown = {one for one, _box in letters(page)} - set(map(chr, fonts.coverage()))
        if unknown:
            found.append(f"page {number}: no glyph for {sorted(unknown)[:8]}")
        foreign = {name for name in fonts_of(page) if "NotoSansCJK" not in name}
        if foreign:
            found.append(f"page {number}: foreign fonts {sorted(foreign)}")
    return found


@pytest.mark.office
@pytest.mark.more
def test_libreoffice_opens_every_file_and_every_page_is_whole(as_pdf, tmp_path):
    kinds = list(product(OFFICE, Layout, LANGUAGES))
    files = [tmp_path / f"{e}-{way}-{lang}.{e}" for e, way, lang in kinds]
    for file, (ending, layout, language) in zip(files, kinds, strict=True):
        file.write_bytes(made(ending, layout, language))
    faults = []
    for file in as_pdf(*files):
        content = file.read_bytes()
        words = squeezed(pdf_words(content))
        missing = [text for text in SAID if squeezed(text) not in words]
        faults += [f"{file.stem}: {fault}" for fault in faults_of(content)]
        faults += [f"{file.stem}: does not say {text}" for text in missing]
        pages = len(pypdfium2.PdfDocument(content))
        if "pptx-sheet" in file.stem and pages != 2:
            faults.append(f"{file.stem}: {pages} slides")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("layout", list(Layout))
def test_the_pages_of_our_pdf_are_whole(layout):
    for language in LANGUAGES:
        assert faults_of(made("pdf", layout, language)) == []


def test_control_texts_upon_each_other_and_off_the_page_are_seen(tmp_path):
    source = (
        b"#set page(width: 9cm, height: 4cm, margin: 1cm)\n"
        b"#place(dx: 0pt)[Hello]#place(dx: 1pt)[World]#place(dx: -1cm)[Off]"
    )
    content = typst.Compiler(root=str(tmp_path)).compile(source, format="pdf")
    assert isinstance(content, bytes)
    told = " ".join(faults_of(content))
    for fault in ("off the page", "upon each other", "foreign fonts"):
        assert fault in told
