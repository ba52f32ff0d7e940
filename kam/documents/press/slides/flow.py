"""Which block stands on which slide: sections flow through frames, and go on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kam.documents.press.slides.measure import GAP, height_of
from kam.documents.press.slides.parting import parted
from kam.documents.rules.paper import Chart, Grid, Heading, Lines, Table, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.documents.rules.paper import Block, Section

PAD = 7.0
HEAD = 1.9
"""Height of the head of a panel, in sizes of the type."""
MOST_FRAMES = 200
MOST_BESIDE = 3


@dataclass(frozen=True)
class Frame:
    """A part of a slide, in points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """A block and how far below the top of its panel it stands."""

    block: Block
    top: float


@dataclass(frozen=True)
class Panel:
    """Some blocks of a section in one frame; `goes_on` says that it began before."""

    section: Section
    blocks: tuple[Placed, ...]
    top: float
    height: float
    goes_on: bool = False


def placed(
    blocks: Sequence[Block], width: float, size: float, room: float
) -> tuple[tuple[Placed, ...], tuple[Block, ...], float]:
    """Return the blocks that fit, those that do not, and the height used."""
    here: list[Placed] = []
    used, rest = 0.0, list(blocks)
    while rest:
        gap = _gap(here, size)
        part, left = parted(rest[0], width, size, room - used - gap)
        if part is None or _is_alone(rest, width, size, room - used - gap):
            break
        here.append(Placed(part, used + gap))
        used += gap + height_of(part, width, size)
        rest = rest[1:] if left is None else [left, *rest[1:]]
        if left is not None:
            break
    return tuple(here), tuple(rest), used


def _gap(here: Sequence[Placed], size: float) -> float:
    if not here:
        return 0.0
    return size * (0.15 if isinstance(here[-1].block, Heading) else GAP)


def _is_alone(rest: Sequence[Block], width: float, size: float, room: float) -> bool:
    """Whether a heading would stand at the end, its own block elsewhere."""
    if not isinstance(rest[0], Heading) or len(rest) == 1:
        return False
    left = room - height_of(rest[0], width, size) - size * GAP
    return parted(rest[1], width, size, left)[0] is None


def panels(sections: Sequence[Section], frame: Frame, size: float) -> list[list[Panel]]:
    """Return the panels of a column, frame by frame."""
    frames: list[list[Panel]] = [[]]
    top, width = 0.0, frame.width - 2 * PAD
    head = HEAD * size
    for section in sections:
        rest = drawable(section.blocks)
        goes_on = False
        if top and _is_better_below(rest, frame, size, top):
            frames.append([])
            top = 0.0
        while len(frames) <= MOST_FRAMES:
            room = frame.height - top - head - 2 * PAD
            here, rest, used = placed(rest, width, size, room)
            if not here and rest and top == 0.0:
                rest = rest[1:]  # Higher than any frame: nothing could show it whole.
            if here or not rest:
                height = head + used + 2 * PAD
                frames[-1].append(Panel(section, here, top, height, goes_on))
                top += height + size * GAP
                goes_on = True
            if not rest:
                break
            frames.append([])
            top = 0.0
    return frames


def _is_better_below(
    blocks: Sequence[Block], frame: Frame, size: float, top: float
) -> bool:
    """Whether a section would be parted here, but is whole in a frame of its own."""
    width, head = frame.width - 2 * PAD, HEAD * size + 2 * PAD
    here, rest, used = placed(blocks, width, size, frame.height - head)
    return not rest and used > frame.height - top - head and bool(here)


def best_size(
    sections: Sequence[Section], frame: Frame, sizes: Sequence[float]
) -> float:
    """Return the largest size in which blocks take one frame, or the smallest."""
    return next(
        (size for size in sizes if len(panels(sections, frame, size)) == 1), sizes[-1]
    )


def drawable(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks that belong on a slide: nobody writes on one by hand."""
    return tuple(one for one in blocks if not isinstance(one, Lines))


@dataclass(frozen=True)
class Halves:
    """A section as a picture, words beside it, and what needs the whole width."""

    picture: Chart | Grid
    beside: tuple[Block, ...]
    after: tuple[Block, ...]


def halves(section: Section) -> Halves | None:
    """Return a section with one picture that way; None for any other."""
    blocks = drawable(section.blocks)
    pictures = [one for one in blocks if isinstance(one, Chart | Grid)]
    words = [one for one in blocks if not isinstance(one, Chart | Grid)]
    if len(pictures) != 1 or not words:
        return None
    wide = tuple(one for one in words if is_wide(one))
    beside = tuple(one for one in words if not is_wide(one))
    return Halves(pictures[0], beside, wide)


def is_wide(block: Block) -> bool:
    """Whether a block would be cramped in half a slide."""
    many = isinstance(block, Table) and len(block.columns) > MOST_BESIDE
    return many or isinstance(block, Way)


def is_small(section: Section, frame: Frame, size: float) -> bool:
    """Whether a section of words fits a quarter of a slide."""
    blocks = drawable(section.blocks)
    if any(isinstance(one, Chart | Grid) or is_wide(one) for one in blocks):
        return False
    return len(panels([section], frame, size)) == 1


def without_title(section: Section, blocks: tuple[Block, ...]) -> Section:
    """Return a section of other blocks."""
    return replace(section, blocks=blocks)
