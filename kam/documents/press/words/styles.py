"""The style sheet of a text: fonts for both scripts, headings, one table style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

from kam.documents.press.fonts import OFFICE_CHINESE, OFFICE_LATIN
from kam.documents.rules.colours import spelled
from kam.documents.rules.look import INK, MUTED, RULE

if TYPE_CHECKING:
    from kam.documents.rules.colours import Rgb
    from kam.documents.rules.look import Look

TABLE, TABLE_NAME = "KamTable", "KAM Table"
LABEL, SMALL, QUOTE = "KAM Label", "KAM Small", "KAM Quote"
KIND = "KAM Kind"
SIZES = {"Title": 28, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
LANGUAGES = {"zh-hans": ("zh-CN", "en-US"), "en": ("zh-CN", "en-GB")}

_TABLE = """
<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{id}">
  <w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:pPr><w:spacing w:before="40" w:after="40" w:line="264" w:lineRule="auto"/></w:pPr>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="{primary}"/>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>
  </w:tblBorders>
  <w:tblCellMar><w:left w:w="90" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:color w:val="{primary}"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""


def set_styles(paper: Any, look: Look, language: str) -> None:
    """Give the style sheet of a new document the company's look."""
    styles = paper.styles
    _defaults(styles, language)
    normal = styles["Normal"]
    dress(normal, 10.5, INK)
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.25
    for name, size in SIZES.items():
        dress(styles[name], size, look.primary if name != "Title" else INK, bold=True)
        styles[name].paragraph_format.keep_with_next = name != "Title"
        styles[name].paragraph_format.space_before = Pt(size if name != "Title" else 0)
        styles[name].paragraph_format.space_after = Pt(5)
    _no_border(styles["Title"])
    own: tuple[tuple[str, float, Rgb], ...] = (
        (LABEL, 10.5, INK),
        (SMALL, 8.5, MUTED),
        (KIND, 13, MUTED),
        (QUOTE, 10.5, INK),
    )
    for name, points, told in own:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        dress(style, points, told)
    styles[QUOTE].paragraph_format.left_indent = Pt(14)
    styles[LABEL].paragraph_format.space_after = Pt(2)
    styles.element.append(
        parse_xml(
            _TABLE.format(
                ns=nsdecls("w"),
                id=TABLE,
                name=TABLE_NAME,
                primary=spelled(look.primary),
                tint=spelled(look.tint),
                rule=spelled(RULE),
            )
        )
    )


def plain_bullets(paper: Any) -> None:
    """Draw bullets as a letter that every font has, not as one of a font of symbols."""
    for level in paper.part.numbering_part.element.iter(qn("w:lvl")):
        if level.find(qn("w:numFmt")).get(qn("w:val")) != "bullet":
            continue
        level.find(qn("w:lvlText")).set(qn("w:val"), "\u2022")
        for properties in level.findall(qn("w:rPr")):
            level.remove(properties)


def dress(style: Any, size: float, told: Rgb, *, bold: bool = False) -> None:
    """Set size, colour and the fonts of both scripts."""
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor(*told)
    name_fonts(style.element.get_or_add_rPr())


def name_fonts(properties: Any) -> None:
    """Name a font for Latin and one for Chinese letters, whatever the theme says."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(key), OFFICE_LATIN)
    fonts.set(qn("w:eastAsia"), OFFICE_CHINESE)


def _defaults(styles: Any, language: str) -> None:
    """Say the language of both scripts, so that spelling and breaks are right."""
    properties = styles.element.find(
        "/".join((qn("w:docDefaults"), qn("w:rPrDefault"), qn("w:rPr")))
    )
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    name_fonts(properties)
    east, west = LANGUAGES.get(language, LANGUAGES["zh-hans"])
    spoken = properties.makeelement(
        qn("w:lang"), {qn("w:val"): west, qn("w:eastAsia"): east}
    )
    properties.append(spoken)


def _no_border(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)
