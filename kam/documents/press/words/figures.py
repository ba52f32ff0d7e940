"""Native charts in a text: the same chart part as on a slide, put into this package.

python-docx writes no charts; python-pptx does, and both hold the same kind of part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Emu, Pt
from lxml import etree
from pptx.chart.chart import Chart as NativeChart
from pptx.chart.xmlwriter import ChartXmlWriter
from pptx.oxml import parse_xml as parse_chart
from pptx.oxml.ns import qn

from kam.documents.press.charts import TYPES, dress, numbers_sheet, values_of

if TYPE_CHECKING:
    from datetime import datetime

    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Chart

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIZE = 9.0

_INLINE = """
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
  xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
  xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
  xmlns:r="{office}" distT="0" distB="0" distL="0" distR="0">
  <wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Chart {number}"/>
  <wp:cNvGraphicFramePr/>
  <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
    <c:chart r:id="{link}"/></a:graphicData></a:graphic>
</wp:inline>"""


def add_chart(
    paper: Any, chart: Chart, look: Look, as_of: datetime, size: tuple[float, float]
) -> Any:
    """Add a native chart of a size in points in a paragraph of its own."""
    number = sum(1 for part in paper.part.package.iter_parts() if _is_chart(part)) + 1
    package = paper.part.package
    book = Part(
        PackURI(f"/word/embeddings/numbers{number}.xlsx"),
        _BOOK,
        numbers_sheet(chart, as_of),
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    link = part.relate_to(book, f"{_OFFICE}/package")
    part._blob = _drawn(chart, look, link)  # noqa: SLF001 - a plain part has no setter
    wide, high = (int(Pt(one)) for one in size)
    inline = parse_xml(
        _INLINE.format(
            office=_OFFICE,
            wide=Emu(wide),
            high=Emu(high),
            number=number + 1000,
            link=paper.part.relate_to(part, f"{_OFFICE}/chart"),
        )
    )
    if chart.title:
        inline.docPr.set("descr", chart.title)
    paragraph = paper.add_paragraph()
    run = paragraph.add_run()
    run._r.add_drawing(inline)  # noqa: SLF001 - the library adds pictures this way
    return paragraph


def _drawn(chart: Chart, look: Look, link: str) -> bytes:
    told = ChartXmlWriter(TYPES[chart.kind], values_of(chart)).xml
    space = parse_chart(told.encode())
    dress(NativeChart(space, None), chart, look, SIZE)
    outside = space.makeelement(qn("c:externalData"), {qn("r:id"): link})
    outside.append(outside.makeelement(qn("c:autoUpdate"), {"val": "0"}))
    space.append(outside)
    drawn: bytes = etree.tostring(
        space, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return drawn


def _is_chart(part: Any) -> bool:
    return bool(part.content_type == _CHART)
