"""A deck whose own theme is the company's: what a person adds looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.fonts import OFFICE_CHINESE, OFFICE_LATIN
from kam.documents.rules.colours import spelled
from kam.documents.rules.look import INK, MUTED, WASH

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

    from kam.documents.rules.look import Look

WIDTH, HEIGHT = 960.0, 540.0
_FORMER_WIDTH, _FORMER_HEIGHT = 720.0, 540.0


def empty_deck(look: Look) -> Deck:
    """Return a deck of wide slides without any, in a company's colours and fonts."""
    deck = Presentation()
    for key, link in list(deck.part.rels.items()):
        if link.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            deck.part.rels.pop(key)  # Of whoever made the library's own template.
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = deck.slide_masters[0]
    for layout in (master, *master.slide_layouts):
        _widen(layout)
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = _themed(part.blob, look)  # noqa: SLF001 - the library reads themes only
    return deck


def _widen(layout: Any) -> None:
    """Spread the places of a layout over the wider slide."""
    for shape in layout.shapes:
        if shape._element.spPr.find(qn("a:xfrm")) is None:  # noqa: SLF001
            continue
        shape.left = int(shape.left * WIDTH / _FORMER_WIDTH)
        shape.width = int(shape.width * WIDTH / _FORMER_WIDTH)


def _themed(blob: bytes, look: Look) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(blob, parser)
    colours = root.find(f".//{qn('a:clrScheme')}")
    _recolour(colours, look)
    for kind in ("a:majorFont", "a:minorFont"):
        fonts = root.find(f".//{qn(kind)}")
        fonts.find(qn("a:latin")).set("typeface", OFFICE_LATIN)
        fonts.find(qn("a:ea")).set("typeface", OFFICE_CHINESE)
        for script in fonts.findall(qn("a:font")):
            if script.get("script") == "Hans":
                script.set("typeface", OFFICE_CHINESE)
    told: bytes = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    return told


def _recolour(colours: Any, look: Look) -> None:
    wanted = {"dk2": INK, "lt2": WASH, "hlink": look.primary, "folHlink": MUTED}
    accents = (*look.series, look.shade)
    wanted |= {f"accent{nth}": one for nth, one in enumerate(accents, start=1)}
    for name, told in wanted.items():
        place = colours.find(qn(f"a:{name}"))
        for known in list(place):
            place.remove(known)
        place.append(place.makeelement(qn("a:srgbClr"), {"val": spelled(told).upper()}))
