"""Colours of a company: read, compared for contrast, mixed with white."""

from __future__ import annotations

import re
from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

WHITE: Rgb = (255, 255, 255)
READABLE = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3)."""
_SPELLED = re.compile(r"^#?([0-9a-fA-F]{6})$")
_LOW, _SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4
_LIGHT = (0.2126, 0.7152, 0.0722)


def rgb(text: str) -> Rgb | None:
    """Read ``#0b57a4``; None for anything else."""
    found = _SPELLED.match(text.strip())
    if found is None:
        return None
    digits = found.group(1)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def spelled(colour: Rgb) -> str:
    """Write a colour as six digits, without a hash."""
    return "".join(f"{part:02x}" for part in colour)


def contrast(one: Rgb, other: Rgb = WHITE) -> float:
    """Return how far two colours differ in brightness: from 1 to 21."""
    light, dark = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: Rgb, share: float, ground: Rgb = WHITE) -> Rgb:
    """Return a colour of which `share` is `colour` and the rest is ground."""
    red, green, blue = (
        round(part * share + under * (1 - share))
        for part, under in zip(colour, ground, strict=True)
    )
    return red, green, blue


def _brightness(colour: Rgb) -> float:
    parts = [part / 255 for part in colour]
    linear = [
        part / _SLOPE if part <= _LOW else ((part + _OFFSET) / (1 + _OFFSET)) ** _POWER
        for part in parts
    ]
    return sum(share * part for share, part in zip(_LIGHT, linear, strict=True))
