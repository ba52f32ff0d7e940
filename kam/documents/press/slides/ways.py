"""From A to B on a slide: shapes with text in them, to be moved and rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from kam.documents.press.charts import colour
from kam.documents.press.slides.measure import (
    ARROW,
    BADGE,
    BETWEEN,
    CARD_PAD,
    GAP,
    SMALL,
    card_width,
    ends_height,
    step_height,
    step_rows,
    way_width,
)
from kam.documents.press.slides.texts import Paragraph, Run, Style, bare, fill, line
from kam.documents.rules.colours import WHITE
from kam.documents.rules.look import DONE, INK, MUTED, RULE, WASH
from kam.documents.rules.paper import Facts, StepState

if TYPE_CHECKING:
    from kam.documents.press.slides.canvas import Canvas
    from kam.documents.rules.colours import Rgb
    from kam.documents.rules.paper import Place, Step, Way

ROUND = 0.06


def draw_way(canvas: Canvas, way: Way, at: tuple[float, float, float]) -> None:
    """Draw A, B and the steps between."""
    left, top, width = at
    height = ends_height(way, width, canvas.size)
    if height:
        half = way_width(width)
        _end(canvas, way.start, (left, top, half, height), is_reached=True)
        _arrow(canvas, (left + half, top, ARROW, height))
        _end(canvas, way.end, (left + half + ARROW, top, half, height))
    y, number = top + height, way.first
    wide = card_width(width)
    for row in step_rows(way.steps, width):
        y += canvas.size * GAP
        high = max(step_height(step, wide, canvas.size) for step in row)
        for place, step in enumerate(row):
            _step(
                canvas, step, number, (left + place * (wide + BETWEEN), y, wide, high)
            )
            number += 1
        y += high


def shape_at(
    canvas: Canvas, kind: MSO_SHAPE, place: tuple[float, float, float, float]
) -> Any:
    """Add a plain shape; the place is in points."""
    shape = canvas.slide.shapes.add_shape(kind, *(Pt(one) for one in place))
    style = shape._element.find(qn("p:style"))  # noqa: SLF001 - its shadow is no use
    if style is not None:
        shape._element.remove(style)  # noqa: SLF001
    if kind == MSO_SHAPE.ROUNDED_RECTANGLE:
        shape.adjustments[0] = min(0.5, ROUND * 60 / max(1.0, min(place[2:])))
    bare(shape.text_frame, CARD_PAD, CARD_PAD - 1)
    return shape


def paint(shape: Any, ground: Rgb | None, edge: Rgb, points: float) -> None:
    """Give a shape its ground and its edge."""
    if ground is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(ground)
    shape.line.color.rgb = colour(edge)
    shape.line.width = Pt(points)


def _end(
    canvas: Canvas,
    end: Place,
    place: tuple[float, float, float, float],
    *,
    is_reached: bool = False,
) -> None:
    shape = shape_at(canvas, MSO_SHAPE.ROUNDED_RECTANGLE, place)
    paint(shape, WASH if is_reached else WHITE, canvas.look.primary, 1)
    if is_reached:
        shape.line.color.rgb = colour(RULE)
    else:
        shape.line.dash_style = MSO_LINE.DASH
    size = canvas.size
    said = [
        Paragraph(
            (
                Run(f"{end.letter}  ", Style(size, canvas.look.primary, bold=True)),
                Run(end.title, Style(size, INK, bold=True)),
            )
        )
    ]
    if end.text:
        said.append(line(end.text, Style(size)))
    if end.note:
        said.append(line(end.note, Style(size * SMALL, MUTED)))
    fill(shape.text_frame, _left(said), canvas.language)


def _arrow(canvas: Canvas, place: tuple[float, float, float, float]) -> None:
    left, top, width, height = place
    middle = (left + 4, top + height / 2 - 6, width - 8, 12)
    paint(
        shape_at(canvas, MSO_SHAPE.RIGHT_ARROW, middle),
        canvas.look.primary,
        canvas.look.primary,
        0.5,
    )


def _step(
    canvas: Canvas,
    step: Step,
    number: int,
    place: tuple[float, float, float, float],
) -> None:
    left, top, width, height = place
    size, told = canvas.size, _colour(canvas, step)
    side = BADGE * size
    across = size * 1.5
    sign = shape_at(canvas, MSO_SHAPE.OVAL, (left, top + 2, across, across))
    filled = step.state in (StepState.DONE, StepState.CURRENT)
    paint(sign, told if filled else WHITE, told, 1)
    bare(sign.text_frame)
    sign.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    mark = "\u2713" if step.state == StepState.DONE else str(number)
    style = Style(size * SMALL, WHITE if filled else told, bold=True)
    fill(sign.text_frame, [line(mark, style, PP_ALIGN.CENTER)], canvas.language)
    sign.text_frame.word_wrap = False
    card = shape_at(
        canvas, MSO_SHAPE.ROUNDED_RECTANGLE, (left + side, top, width - side, height)
    )
    is_now = step.state == StepState.CURRENT
    paint(card, WHITE, canvas.look.primary if is_now else RULE, 1.5 if is_now else 0.75)
    fill(
        card.text_frame, _left(_card(step, canvas, told, width - side)), canvas.language
    )


def _card(step: Step, canvas: Canvas, told: Rgb, width: float) -> list[Paragraph]:
    size = canvas.size
    head = [Run(step.title, Style(size, INK, bold=True))]
    if step.tag:
        head.append(Run(f"  ·  {step.tag}", Style(size, MUTED)))
    if step.state_label:
        head.append(Run(f"  ·  {step.state_label}", Style(size, told)))
    facts = Facts(step.facts)
    rows = canvas.paragraphs(facts, width - 2 * CARD_PAD) if step.facts else []
    return [Paragraph(tuple(head)), *rows]


def _colour(canvas: Canvas, step: Step) -> Rgb:
    return {StepState.DONE: DONE, StepState.CURRENT: canvas.look.primary}.get(
        step.state, MUTED
    )


def _left(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Begin each line at the left: shapes centre their text otherwise."""
    return [
        Paragraph(one.runs, one.hang, one.bullet, one.after, PP_ALIGN.LEFT)
        for one in paragraphs
    ]
