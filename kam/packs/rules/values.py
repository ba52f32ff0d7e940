"""Reading single values; what is wrong is noted, and reading goes on."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import clean_text
from kam.packs.rules.document import QUADRANTS, Words
from kam.packs.rules.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.rules.faults import Path

KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,29}\Z")
LARGEST_GOOD = 1000
TOO_LONG = {
    80: mark("最多 80 字"),
    200: mark("最多 200 字"),
    600: mark("最多 600 字"),
    2000: mark("最多 2000 字"),
}
MISSING = object()


@dataclass
class Reading:
    """The faults met so far."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: Path, text: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(path, text))

    def fields(
        self,
        raw: object,
        path: Path,
        needed: Sequence[str],
        further: Sequence[str] = (),
    ) -> dict[str, Any]:
        """Return the fields of an object; a missing one is noted only here."""
        if not isinstance(raw, dict):
            self.fault(path, mark("这里应是一组字段"))
            return dict.fromkeys(needed, MISSING)
        for name in raw:
            if name not in (*needed, *further):
                self.fault((*path, str(name)), mark("没有这个字段"))
        for name in needed:
            if name not in raw:
                self.fault((*path, name), mark("缺少这个字段"))
        return {**dict.fromkeys(needed, MISSING), **raw}

    def rows(self, raw: object, path: Path) -> list[object]:
        """Return the rows of a list."""
        if isinstance(raw, list):
            return raw
        self._unlike(raw, path, mark("这里应是一个列表"))
        return []

    def words(
        self, raw: object, path: Path, most: int, *, needed: bool = False
    ) -> Words:
        """Return a text in two languages; a needed one says something in either."""
        if raw is MISSING:
            return Words()
        count = len(self.faults)
        told = self.fields(raw, path, ("zh", "en"))
        words = Words(*(self._text(told[n], (*path, n), most) for n in ("zh", "en")))
        if needed and not words and count == len(self.faults):
            self.fault(path, mark("请用中文或英文写出来"))
        return words

    def _text(self, raw: object, path: Path, most: int) -> str:
        if not isinstance(raw, str):
            self._unlike(raw, path, mark("这里应是文字"))
            return ""
        try:
            text = clean_text(raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
        except Invalid as error:
            self.fault(path, error.what)
            return ""
        if len(text) > most:
            self.fault(path, TOO_LONG[most])
        return text

    def key(self, raw: object, path: Path) -> str:
        """Return a key: a letter, then letters, digits and dashes."""
        if isinstance(raw, str) and KEY.match(raw):
            return raw
        told = mark("代码以字母开头，只用字母、数字、- 和 _，最多 30 个")
        self._unlike(raw, path, told)
        return ""

    def quadrant(self, raw: object, path: Path) -> str:
        """Return the letter of a quadrant, or nothing."""
        if isinstance(raw, str) and raw in ("", *QUADRANTS):
            return raw
        self._unlike(raw, path, mark("象限只能是 a、b、c、d，或者留空"))
        return ""

    def yes(self, raw: object, path: Path) -> bool:
        """Return yes or no."""
        if isinstance(raw, bool):
            return raw
        self._unlike(raw, path, mark("这里应是 true 或 false"))
        return False

    def rounds(self, raw: object, path: Path, most: int) -> int:
        """Return a number of rounds."""
        if isinstance(raw, int) and not isinstance(raw, bool) and 1 <= raw <= most:
            return raw
        self.fault(path, mark("轮数是 1 到 9 的整数"))
        return 1

    def number(self, raw: object, path: Path) -> float:
        """Return a number that a score can have."""
        is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
        if is_number and 0 <= raw <= LARGEST_GOOD and math.isfinite(raw):  # type: ignore[operator,arg-type]
            return raw  # type: ignore[return-value]
        self._unlike(raw, path, mark("这里应是 0 到 1000 的数"))
        return 0

    def _unlike(self, raw: object, path: Path, text: str) -> None:
        """Note a wrong value; that it is missing has been noted already."""
        if raw is not MISSING:
            self.fault(path, text)
