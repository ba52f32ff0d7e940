"""What is wrong in a document, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

Path = tuple[str | int, ...]
LONGEST_NAME = 40
APART = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "


@dataclass(frozen=True)
class Fault:
    """One fault: the way to it in the document, and a marked text."""

    path: Path
    text: str

    @property
    def place(self) -> str:
        """The way as a person reads it: steps 2, then."""
        told: list[str] = []
        for part in self.path:
            if isinstance(part, int) and told:
                told[-1] += f" {part + 1}"
            else:
                told.append(_plain(str(part)))
        return APART.join(told)


def _plain(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name)[:LONGEST_NAME]


class Misread(Invalid):
    """A document that is none; `faults` names every place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        places: dict[str, list[str]] = {}
        for fault in faults:
            places.setdefault(fault.place, []).append(fault.text)
        todo = mark("请改好所列的地方，再试一次")
        super().__init__(mark("方法包的内容有误"), fields=places, todo=todo)
        self.faults = tuple(faults)
