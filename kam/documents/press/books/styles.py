"""How cells of a workbook look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.documents.press.fonts import OFFICE_CHINESE
from kam.documents.rules.colours import mixed, spelled
from kam.documents.rules.look import INK, MUTED, RULE, WASH

if TYPE_CHECKING:
    from kam.documents.rules.look import Look

CHINESE_CHARSET = 134
FULLEST = 0.45
SIZES = {"title": 18, "heading": 14, "strong": 11, "small": 9}
BOLD = {"title", "heading", "strong", "head", "head-right"}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any, look: Look) -> None:
        self._book, self._look = book, look
        self._known: dict[tuple[str, str], Any] = {}

    def of(self, name: str) -> Any:
        """Return the format of a kind of text or cell."""
        return self._kept(("text", name), self._told(name))

    def number(self, number_format: str) -> Any:
        """Return the format of a number or a day in a table."""
        told = {**self._told("cell"), "num_format": number_format, "align": "right"}
        return self._kept(("number", number_format), told)

    def day(self) -> Any:
        """Return the format of a day in a table."""
        told = {**self._told("cell"), "num_format": "yyyy-mm-dd", "align": "left"}
        return self._kept(("day", ""), told)

    def shaded(self, weight: float) -> Any:
        """Return the format of a field that is that full."""
        ground = spelled(mixed(self._look.primary, weight * FULLEST, WASH))
        told = {
            **self._told("cell"),
            "bg_color": f"#{ground}",
            "align": "center",
            "valign": "vcenter",
        }
        return self._kept(("field", ground), told)

    def size(self, name: str) -> float:
        """Return the size of the type of a kind of text."""
        return SIZES.get(name, 10)

    def pitch(self, name: str) -> float:
        """Return how high a line of a kind of text is, in points."""
        return self.size(name) * 1.55

    def _told(self, name: str) -> dict[str, Any]:
        ink = {
            "heading": self._look.primary,
            "head": self._look.primary,
            "head-right": self._look.primary,
            "muted": MUTED,
            "small": MUTED,
            "label": MUTED,
        }.get(name, INK)
        told: dict[str, Any] = {
            "font_name": OFFICE_CHINESE,
            "font_charset": CHINESE_CHARSET,
            "font_size": SIZES.get(name, 10),
            "font_color": f"#{spelled(ink)}",
            "bold": name in BOLD,
            "text_wrap": True,
            "valign": "top",
        }
        if name in ("head", "head-right", "cell"):
            told |= {"bottom": 1, "bottom_color": f"#{spelled(RULE)}"}
        if name == "head-right":
            told["align"] = "right"
        if name in ("head", "head-right"):
            told["bg_color"] = f"#{spelled(self._look.tint)}"
        return told

    def _kept(self, key: tuple[str, str], told: dict[str, Any]) -> Any:
        if key not in self._known:
            self._known[key] = self._book.add_format(told)
        return self._known[key]
