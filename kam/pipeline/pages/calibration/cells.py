"""The cells beside what happened, and what the open ones are worth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext

from kam.accounts.terms import SizeClass
from kam.core.money import Money
from kam.pipeline.pages import naming
from kam.pipeline.pages.calibration.rows import bar_of, percent
from kam.pipeline.pages.calibration.shapes import CellLine, Worth

if TYPE_CHECKING:
    from kam.pipeline.engine import CellRow
    from kam.pipeline.pages.calibration.reading import Read

TONES = {"few": "dashed", "agrees": "good", "lower": "warn", "higher": "info"}


def verdict_words() -> dict[str, str]:
    """Return what a cell's own history says of its prior."""
    return {
        "few": gettext("案例还少，照旧"),
        "agrees": gettext("与实际相符"),
        "lower": gettext("实际更低"),
        "higher": gettext("实际更高"),
    }


def cell_lines(read: Read) -> list[CellLine]:
    """Say each cell that holds anything; the largest customers first."""
    currency = read.found.currency
    return [
        _line(row, currency) for row in read.found.cells.cells if row.cases or row.open
    ]


def _line(row: CellRow, currency: str) -> CellLine:
    verdict = str(row.verdict)
    return CellLine(
        size=str(SizeClass(row.place.size).label),
        prior=f"{row.place.likelihood}%",
        seen=f"{row.won:.0f} / {row.cases:.0f}",
        real=percent(row.mean),
        range=f"{row.low:.1%}–{row.high:.1%}",
        bar=bar_of(row.low, row.high, row.mean, row.prior),
        verdict=verdict_words()[verdict],
        tone=TONES[verdict],
        open=str(row.open),
        worth=amount(row.open_value, currency) if row.open else "",
        expected=amount(row.expected, currency) if row.open else "",
    )


def amount(major: float, currency: str) -> str:
    """Write an expected amount: no more digits than it deserves."""
    if not currency:
        return "—"
    return naming.amount_words(Money.from_major(Decimal(round(major)), currency))


def skill_words(read: Read) -> str:
    """Say whether the cells know more than one share for all."""
    skill = read.found.cells.skill
    if skill.refit is None or str(skill.refit.verdict) == "few":
        return gettext("案例还少，说不出这九格比一个总的比例强不强")
    told = {
        "gain": f"{skill.refit.gain:+.4f}",
        "low": f"{skill.refit.low:+.4f}",
        "high": f"{skill.refit.high:+.4f}",
    }
    words = {
        "skill": gettext(
            "按格子预测比用一个总的比例准（Brier 分改进 %(gain)s，%(low)s 到 %(high)s）"
        ),
        "worse": gettext(
            "按格子预测还不如用一个总的比例"
            "（Brier 分改进 %(gain)s，%(low)s 到 %(high)s）"
        ),
        "none": gettext(
            "按格子预测与用一个总的比例分不出高低"
            "（Brier 分改进 %(gain)s，%(low)s 到 %(high)s）"
        ),
    }
    return words[str(skill.refit.verdict)] % told


def worth_of(read: Read) -> Worth | None:
    """Say what the open ones are worth; none with a value is worth nothing said."""
    value, currency = read.found.cells.value, read.found.currency
    if value is None:
        return None
    notes = []
    unvalued = read.found.cells.unvalued - read.found.other_money
    if unvalued > 0:
        words = ngettext(
            "%(n)s 个没有金额，没有算进去",
            "%(n)s 个没有金额，没有算进去",
            unvalued,
        )
        notes.append(words % {"n": unvalued})
    if read.found.other_money:
        words = ngettext(
            "%(n)s 个用的是别的币种，没有算进去",
            "%(n)s 个用的是别的币种，没有算进去",
            read.found.other_money,
        )
        notes.append(words % {"n": read.found.other_money})
    return Worth(
        total=amount(value.total, currency),
        value=amount(value.value, currency),
        range=f"{amount(value.low, currency)} – {amount(value.high, currency)}",
        notes=notes,
    )
