"""Room on slides and pages: nothing runs over, and no page is left almost empty."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pptx import Presentation

from kam.documents.press import printed
from kam.documents.press.slides.flow import Frame
from kam.documents.press.slides.measure import label_width, lines_of, width_of
from kam.documents.press.slides.sheet import arranged
from kam.documents.rules.paper import (
    Fact,
    Facts,
    Layout,
    Place,
    Section,
    Text,
    Way,
)
from kam.documents.tests.reading import pdf_words, squeezed
from kam.documents.tests.samples import BARS, LINE, LOOK, WAY, paper

pytestmark = pytest.mark.sqlite_only
TALL = Text("\n".join(["一行"] * 16))


def slides(document) -> list[str]:
    deck = Presentation(io.BytesIO(printed(document, LOOK, "pptx")))
    return [
        squeezed(
            "".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)
        )
        for slide in deck.slides
    ]


def test_a_broken_line_is_not_reckoned_as_full():
    """A mark never begins a line, so that the sign before it goes down with it."""
    assert lines_of("字" * 20, 200, 10) == 1
    assert lines_of("字" * 40, 200, 10) == 3


def test_letters_are_as_wide_as_they_are():
    assert width_of("illicit", 10) < width_of("summary", 10)


def test_a_long_label_before_a_short_value_stays_in_one_line():
    facts = Facts((Fact("Conditions still missing in this phase", "1"),))
    wide = width_of(facts.rows[0].label, 10)
    assert label_width(facts, 260, 10) > wide


def test_many_steps_take_width_from_the_other_columns():
    step = replace(WAY.steps[0], facts=(Fact("资源", "比对数据与同行参照" * 3),) * 3)
    way = Way(Place("A", "4 咨询"), Place("B", "6 大量使用"), (step,) * 4)
    one = [Section("步骤", (way,), column=0)]
    narrow, wide = Frame(0, 0, 200, 300), Frame(0, 0, 420, 300)
    assert arranged(one, [[narrow], [wide]])[1] == [wide]


def test_what_is_too_tall_for_the_first_column_opens_the_second_one():
    own = [Section("一", (TALL,), column=0), Section("二", (TALL,), column=0)]
    own.append(Section("三", (Text("短"),), column=1))
    frames = [Frame(0, 0, 200, 300), Frame(210, 0, 200, 300)]
    rows, _frames = arranged(own, [frames])
    assert [[one.title for one in row] for row in rows] == [["一"], ["二", "三"]]


def test_a_short_table_stands_below_its_picture_and_a_long_one_goes_on():
    told = paper(Layout.REPORT)
    table = next(
        one for one in told.sections[-1].blocks if type(one).__name__ == "Table"
    )
    wide = replace(
        table,
        columns=table.columns + table.columns[:1],
        rows=tuple((*row, "长") for row in table.rows),
    )
    words = Text("图上看得见的")

    def made(rows):
        section = Section("采购", (BARS, words, replace(wide, rows=rows)))
        return slides(replace(told, sections=(section,)))

    assert len(made(wide.rows)) == 2
    assert len(made(wide.rows * 8)) > 2


def test_several_lines_have_an_axis_to_read_their_values_on():
    told = paper(Layout.REPORT)
    rows = tuple(
        replace(one, values=tuple((v or 0) * 10_000 for v in one.values))
        for one in LINE.series
    )
    chart = replace(LINE, series=rows)
    told = replace(told, sections=(Section("采购", (chart,)),))
    words = squeezed(pdf_words(printed(told, LOOK, "pdf")))
    for tick in ("50,000", "100,000", "200,000"):
        assert tick in words, tick
