"""What really happened to the opportunities of a file, without a database."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from kam.config.tongues import plainly
from kam.core.text import mark
from kam.pipeline.engine import FAULTS, NOTES, STANDINGS, aging_rules, calibrate
from kam.transfer.outcomes import Question, read_outcomes

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from kam.core.tables import Note as TableNote
    from kam.pipeline.engine import Calibration, Note, OpenOnes
    from salesfrontier import Comparison, IncidenceAt, Share

SHOWN = 20
EMPTY = 1
"""The exit code where no row could be used: the report gives the reasons."""
WIDTHS = (14, 26, 26, 10, 8)
HEADS = (
    mark("天（含当天）"),
    mark("赢单"),
    mark("输单"),
    mark("未结束"),
    mark("在看"),
)
DIGITS = 6


def run(chosen: argparse.Namespace) -> int:
    """Read the file, estimate, and print."""
    question = Question(
        start=chosen.start,
        end=chosen.end,
        outcome=chosen.outcome,
        won_words=chosen.won,
        lost_words=chosen.lost,
        open_words=chosen.open,
        group=chosen.group or "",
        sheet=chosen.sheet or "",
    )
    columns = read_outcomes(chosen.file, question)
    told = calibrate(
        columns,
        censor=chosen.censor,
        days=chosen.at,
        column=question.group,
        aging=aging_rules(
            within=chosen.within,
            hopeless=chosen.hopeless,
            stale_quantile=chosen.stale,
        ),
    )
    if chosen.json:
        report = report_of(told, question, columns.notes)
        print(json.dumps(report, ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(lines_of(told, columns.notes)))
    return 0 if told.n else EMPTY


# ------------------------------------------------- JSON


def report_of(
    told: Calibration, question: Question, read: Sequence[TableNote]
) -> dict[str, Any]:
    """Return the whole answer as plain JSON."""
    fit = told.incidence
    return {
        "rows_in": told.rows_in,
        "n": told.n,
        "dropped": len(told.dropped),
        "reasons": dict(Counter(drop.code for drop in told.dropped)),
        "cif": [_curve_row(one) for one in told.at],
        "closed_only": _closed_only(told),
        "open": None if told.open_ones is None else _open_ones(told.open_ones),
        "groups": None if told.groups is None else _groups(told.groups, question),
        "warnings": [
            {"code": n.code, "message": plainly(NOTES[n.code], n.params)}
            for n in told.notes
        ],
        "notes": [plainly(note.message, note.params) for note in read],
        "censor": told.censor.isoformat(),
        "last_day": None if fit is None else fit.time.item(-1),
        "unit": "day",
        "method": None if fit is None else fit.method,
        "variance": None if fit is None else fit.variance,
        "interval": None if fit is None else fit.interval,
        "level": None if fit is None else fit.level,
        "library_version": None if fit is None else fit.library_version,
        "dropped_rows": [
            {
                "row": drop.row,
                "code": drop.code,
                "value": drop.value,
                "message": plainly(FAULTS[drop.code]),
            }
            for drop in told.dropped
        ],
    }


def _short(figure: float) -> float:
    return round(figure, DIGITS)


def _share(name: str, share: Share | None) -> dict[str, float | None]:
    if share is None:
        return dict.fromkeys((name, f"{name}_low", f"{name}_high"))
    return {
        name: _short(share.value),
        f"{name}_low": _short(share.low),
        f"{name}_high": _short(share.high),
    }


def _curve_row(one: IncidenceAt) -> dict[str, float | None]:
    return {
        "day": int(one.day),
        **_share("won", one.won),
        **_share("lost", one.lost),
        "open": None if one.open is None else _short(one.open),
        "at_risk": one.at_risk,
    }


def _closed_only(told: Calibration) -> dict[str, Any] | None:
    closed, closing = told.closed_only, told.last_closing
    if closed is None or closing is None:
        return None
    return {
        "won": closed.won,
        "lost": closed.lost,
        **_share("share", closed.share),
        "verdict": closed.verdict,
        "against": _curve_row(closing),
    }


def _open_ones(found: OpenOnes) -> dict[str, Any]:
    rows = {
        f"{standing}_rows": [one.row for one in found.rows if one.standing == standing]
        for standing in ("stale", "zombie")
    }
    return {
        "n": len(found.rows),
        **found.counts,
        "stale_after": found.stale_after,
        "zombie_after": found.zombie_after,
        "within": found.rules.within,
        "hopeless": found.rules.hopeless,
        "stale_quantile": found.rules.stale_quantile,
        **rows,
    }


def _groups(found: Comparison, question: Question) -> dict[str, Any]:
    return {
        "column": question.group,
        "chi2": None if found.chi2 is None else _short(found.chi2),
        "df": found.df,
        "p": None if found.p is None else _short(found.p),
        "verdict": str(found.verdict),
        "smallest_expected": _short(found.smallest_expected),
        "without_closed": list(found.empty),
        "groups": [
            {
                "name": group.name,
                "won": group.successes,
                "closed": group.cases,
                **_share("share", group.share),
                "standing": str(group.standing),
            }
            for group in found.groups
        ],
    }


# ------------------------------------------------- text


def lines_of(told: Calibration, read: Sequence[TableNote]) -> Iterator[str]:
    """Say the answer in the terminal's language."""
    yield from (f"  {plainly(note.message, note.params)}" for note in read)
    yield plainly(
        mark("%(rows)s 行：%(n)s 个机会，%(dropped)s 行没有用；截止 %(censor)s"),
        {
            "rows": told.rows_in,
            "n": told.n,
            "dropped": len(told.dropped),
            "censor": told.censor.isoformat(),
        },
    )
    if told.at and told.incidence is not None:
        yield from _curve(told)
    yield from (f"• {_said(note)}" for note in told.notes)
    if told.groups is not None:
        yield from _group_lines(told.groups)
    yield from _dropped_lines(told)


def _said(note: Note) -> str:
    return plainly(NOTES[note.code], note.params)


def _curve(told: Calibration) -> Iterator[str]:
    yield _spaced([plainly(head) for head in HEADS])
    for one in told.at:
        still = "—" if one.open is None else f"{one.open:.2%}"
        yield _spaced(
            [f"{one.day:g}", _span(one.won), _span(one.lost), still, str(one.at_risk)]
        )


def _spaced(cells: Sequence[str]) -> str:
    """Lay cells out in columns; a Chinese character is two columns wide."""
    laid = []
    for cell, width in zip(cells, WIDTHS, strict=True):
        wide = sum(unicodedata.east_asian_width(one) in "FW" for one in cell)
        laid.append(cell + " " * max(width - len(cell) - wide, 1))
    return "".join(laid).rstrip()


def _span(share: Share | None) -> str:
    if share is None:
        return "—"
    return f"{share.value:.2%} ({share.low:.2%}–{share.high:.2%})"


def _group_lines(found: Comparison) -> Iterator[str]:
    for group in found.groups:
        place = plainly(STANDINGS[str(group.standing)])
        counted = f"{group.successes} / {group.cases}"
        yield f"  {group.name}: {counted}, {_span(group.share)}, {place}"


def _dropped_lines(told: Calibration) -> Iterator[str]:
    for code, count in Counter(drop.code for drop in told.dropped).most_common():
        rows = [str(drop.row) for drop in told.dropped if drop.code == code]
        shown = ", ".join(rows[:SHOWN]) + (" …" if len(rows) > SHOWN else "")
        yield plainly(
            mark("没有用：%(reason)s，%(count)s 行（第 %(rows)s 行）"),
            {"reason": plainly(FAULTS[code]), "count": count, "rows": shown},
        )
