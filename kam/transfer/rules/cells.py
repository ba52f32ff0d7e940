"""Reading cells as people write them, and saying what was altered.

Every reader takes a cell that is not blank. What it cannot read it refuses in
words; it never guesses between two days or two numbers.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.errors import Invalid
from kam.core.money import read_amount
from kam.core.periods import parse_period
from kam.core.sheets import unguarded
from kam.core.tables import Broken
from kam.core.text import clean_text, mark
from kam.transfer.rules.shapes import BadCell, Manner, Read, bad

if TYPE_CHECKING:
    from kam.core.tables import Cell

SURE_DIGITS = 10**15
LARGEST_WHOLE = 10**12
LARGEST_NUMBER = 10**15
LONGEST_NUMBER = 40
DAY_SECONDS = 24 * 60 * 60
YES = frozenset({"是", "有", "对", "yes", "y", "true", "1", "√", "✓", "on"})
NO = frozenset({"否", "无", "不", "no", "n", "false", "0", "×", "✗", "off"})
_CUT_DIGITS = re.compile(r"^\d(\.\d+)?[eE]\+\d{2,}$")
_DAY = re.compile(
    r"^(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?:\s*+日)?"
    r"(?:[T\s]++\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_BARE_DAY = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_CLOCK = re.compile(r"^(\d{1,2})[:：时](\d{2})(?:[:：分]\d{2}秒?|分)?$")
_EMAIL = re.compile(r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$")
_NAMES = re.compile(r"[、，;；\n]+")


def line(cell: Cell, manner: Manner) -> Read:
    """Read one line of text: trimmed, with single spaces, in NFC."""
    text, altered = _text(cell, manner)
    tidy = " ".join(text.split())
    return Read(tidy, altered or ("trimmed" if tidy != text else ""))


def prose(cell: Cell, manner: Manner) -> Read:
    """Read some lines of text; inner line breaks stay."""
    text, altered = _text(cell, manner)
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return Read(tidy, altered or ("trimmed" if tidy != text else ""))


def code(cell: Cell, manner: Manner) -> Read:
    """Read a code or number kept as text: leading zeros stay, full width goes."""
    read = line(cell, manner)
    text = str(read.value)
    if _CUT_DIGITS.match(text):
        raise bad(
            mark("“%(text)s”是缩写过的数字，原来的位数已丢失；请把该列设为文本后重填"),
            "digits-lost",
            text=text,
        )
    narrow = _narrow(text)
    return Read(narrow, "full-width" if narrow != text else read.altered)


def whole(cell: Cell, manner: Manner) -> Read:
    """Read a whole number."""
    amount, altered = _number(cell, manner)
    if amount != amount.to_integral_value() or abs(amount) > LARGEST_WHOLE:
        raise _no_number(cell, mark("“%(text)s”不是整数"))
    return Read(int(amount), altered)


def number(cell: Cell, manner: Manner) -> Read:
    """Read a number with or without a fraction."""
    amount, altered = _number(cell, manner)
    if abs(amount) > LARGEST_NUMBER:
        raise _no_number(cell, mark("“%(text)s”太大，请检查单位"))
    return Read(float(amount), altered)


def money(cell: Cell, manner: Manner) -> Read:
    """Read an amount of money: 8600000, 1,200.50, 860万."""
    amount, altered = _number(cell, manner)
    if abs(amount) > LARGEST_NUMBER:
        raise _no_number(cell, mark("“%(text)s”太大，请检查单位"))
    return Read(amount, altered)


def day(cell: Cell, manner: Manner) -> Read:
    """Read a calendar day; it is never shifted by a time zone."""
    if isinstance(cell, datetime):
        dropped = cell.time() != time()
        return Read(_within(cell.date(), cell), "time-dropped" if dropped else "")
    if isinstance(cell, date):
        return Read(_within(cell, cell), "")
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Read(_within(_from_serial(float(cell), manner), cell), "serial-date")
    text = _narrow(_text(cell, manner)[0]).strip()
    if _SERIAL.match(text):
        return Read(_within(_from_serial(float(text), manner), cell), "serial-date")
    found = _DAY.match(text) or _BARE_DAY.match(text)
    if found is None:
        raise _no_day(cell)
    try:
        value = date(*map(int, found.groups()))
    except ValueError as error:
        raise _no_day(cell) from error
    same = text == value.isoformat() and text == cell
    return Read(_within(value, cell), "" if same else "date")


def clock(cell: Cell, manner: Manner) -> Read:
    """Read a time of day."""
    if isinstance(cell, datetime):
        return Read(cell.time().replace(second=0, microsecond=0))
    if isinstance(cell, time):
        return Read(cell.replace(second=0, microsecond=0))
    if isinstance(cell, timedelta):
        return Read(_from_seconds(cell.total_seconds(), cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Read(_from_seconds(float(cell) * DAY_SECONDS, cell), "amount")
    found = _CLOCK.match(_narrow(_text(cell, manner)[0]).strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:  # noqa: PLR2004
        raise bad(mark("看不懂时间“%(text)s”；请写成 14:30"), "time", text=_told(cell))
    return Read(time(int(found[1]), int(found[2])))


def yes_no(cell: Cell, manner: Manner) -> Read:
    """Read yes or no."""
    if isinstance(cell, bool):
        return Read(cell)
    bare = _narrow(_plain(cell, manner)).strip().casefold()
    if bare in YES or bare in NO:
        return Read(bare in YES)
    raise bad(mark("“%(text)s”看不出是或否"), "yes-no", text=_told(cell))


def period(cell: Cell, manner: Manner) -> Read:
    """Read a period: 2026, 2026Q1, 2026-03."""
    if isinstance(cell, date):
        text = f"{cell.year}-{cell.month:02d}"
        return Read(text, "date")
    text = _narrow(_plain(cell, manner)).strip()
    try:
        return Read(parse_period(text).name)
    except Invalid as error:
        raise bad(
            mark("看不懂期间“%(text)s”；请写成 2026、2026Q1 或 2026-03"),
            "period",
            text=_told(cell),
        ) from error


def email(cell: Cell, manner: Manner) -> Read:
    """Read an e-mail address."""
    read = code(cell, manner)
    if not _EMAIL.match(str(read.value)):
        raise bad(mark("“%(text)s”不是电子邮件地址"), "email", text=_told(cell))
    return read


def names(cell: Cell, manner: Manner) -> Read:
    """Read several names in one cell, divided by 、 or a comma."""
    text, altered = _text(cell, manner)
    parts = [" ".join(part.split()) for part in _NAMES.split(text)]
    return Read(tuple(dict.fromkeys(part for part in parts if part)), altered)


# ---------------------------------------------------------------- the ground


def _text(cell: Cell, manner: Manner) -> tuple[str, str]:
    """Return a cell as text in NFC, and what was altered for it."""
    if not isinstance(cell, str):
        return _plain(cell, manner), ""
    bare = unguarded(cell) if manner.guarded else cell
    try:
        composed = clean_text(bare)
    except Invalid as error:
        raise bad(error.what, "characters") from error
    if composed != bare:
        return composed, "composed"
    return composed, "unguarded" if bare != cell else ""


def _plain(cell: Cell, manner: Manner) -> str:
    """Return a cell as text; a number that lost its last digits is refused."""
    if isinstance(cell, Broken):
        raise bad(mark("单元格里是错误值 %(text)s"), "cell-error", text=cell.text)
    if isinstance(cell, str):
        return _text(cell, manner)[0]
    if isinstance(cell, float) and cell.is_integer():
        if abs(cell) >= SURE_DIGITS:
            raise bad(
                mark("“%(text)s”超过 15 位，末尾的数字已丢失；请把该列设为文本后重填"),
                "digits-lost",
                text=f"{cell:.0f}",
            )
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    return str(cell)


def _narrow(text: str) -> str:
    """Turn full-width letters, digits and signs into ordinary ones."""
    return "".join(
        unicodedata.normalize("NFKC", c)
        if "\uff01" <= c <= "\uff5e" or c == "\u3000"
        else c
        for c in text
    )


def _told(cell: Cell) -> str:
    return str(cell.text if isinstance(cell, Broken) else cell)[:40]


def _no_number(cell: Cell, message: str) -> BadCell:
    return bad(message, "number", text=_told(cell))


def _number(cell: Cell, manner: Manner) -> tuple[Decimal, str]:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(str(cell)), ""
    if not isinstance(cell, str):
        _plain(cell, manner)
        raise _no_number(cell, mark("“%(text)s”不是数字"))
    text = _text(cell, manner)[0].strip()
    amount = _amount(cell, text)
    if not amount.is_finite():
        raise _no_number(cell, mark("“%(text)s”不是数字"))
    if _narrow(text) != text:
        return amount, "full-width"
    plain = text.lstrip("-").replace(".", "", 1).isdigit() and "_" not in text
    return amount, "" if plain and text == cell else "amount"


def _amount(cell: Cell, text: str) -> Decimal:
    """Read a number, or an amount with a scale such as 860万."""
    if len(text) <= LONGEST_NUMBER and text.isascii():
        with suppress(InvalidOperation):
            return Decimal(text)
    try:
        return read_amount(text)
    except Invalid as error:
        raise _no_number(cell, mark("“%(text)s”不是数字")) from error


def _no_day(cell: Cell) -> BadCell:
    message = mark("看不懂日期“%(text)s”；请写成 2026-03-18")
    return bad(message, "day", text=_told(cell))


def _within(value: date, cell: Cell) -> date:
    if not EARLIEST_DAY <= value <= LATEST_DAY:
        message = mark("日期“%(text)s”不在 2000 年到 2100 年之间")
        raise bad(message, "day-range", text=_told(cell))
    return value


def _from_serial(serial: float, manner: Manner) -> date:
    """Turn a day number into a day; 1900 has a 29 February that never was."""
    if not 1 <= serial < 10**5:
        raise _no_day(serial)
    whole_days = int(serial)
    if manner.epoch == 1904:  # noqa: PLR2004
        return date(1904, 1, 1) + timedelta(days=whole_days)
    first = date(1899, 12, 30) if whole_days > 60 else date(1899, 12, 31)  # noqa: PLR2004
    return first + timedelta(days=whole_days)


def _from_seconds(seconds: float, cell: Cell) -> time:
    minutes = round(seconds / 60)
    if not 0 <= minutes < 24 * 60:
        raise bad(mark("看不懂时间“%(text)s”；请写成 14:30"), "time", text=_told(cell))
    return time(minutes // 60, minutes % 60)
