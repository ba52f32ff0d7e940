"""The same numbers as a file: one figure a row, with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from kam.accounts.terms import SizeClass
from kam.core.sheets import Sheet
from kam.pipeline.engine import FAULTS
from kam.pipeline.pages.ages import limit_words
from kam.pipeline.pages.calibration.building import labels_of
from kam.pipeline.pages.calibration.cells import verdict_words
from kam.pipeline.pages.calibration.late import named
from kam.pipeline.pages.calibration.reading import read_calibration, records_of
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from kam.people.models import User
    from kam.pipeline.pages.calibration.reading import Read
    from salesfrontier import Share

    Row = Sequence[object]
    Five = tuple[object, object, object, object, object]


def calibration_sheet(user: User, filters: Mapping[str, Any]) -> Sheet:
    """Return every number of the page."""
    read = read_calibration(user, filters)
    return Sheet(
        title=gettext("校准"),
        columns=[
            gettext("部分"),
            gettext("哪一项"),
            gettext("几个"),
            gettext("共几个"),
            gettext("值"),
            gettext("下限"),
            gettext("上限"),
            gettext("说明"),
        ],
        rows=[
            *_of_days(read),
            *_of_cells(read),
            *_of_worth(read),
            *_of_groups(read),
            *_of_late(user, read),
            *_of_drops(read),
        ],
    )


def _interval(share: Share | None) -> Row:
    return (None, None, None) if share is None else (share.value, share.low, share.high)


def _of_days(read: Read) -> Iterator[Row]:
    happened, labels = read.found.happened, labels_of(read.subject)
    part = gettext("到每一天")
    yield part, gettext("参加计算"), happened.n, happened.rows_in, None, None, None, ""
    words = gettext("第 %(day)s 天 %(what)s")
    for one in happened.at:
        for kind, share in (("won", one.won), ("lost", one.lost)):
            said = words % {"day": f"{one.day:g}", "what": labels[kind]}
            yield part, said, None, one.at_risk, *_interval(share), ""
    closed = happened.closed_only
    if closed is not None:
        n = closed.won + closed.lost
        told = _interval(closed.share)
        yield part, gettext("只看有结果的"), closed.won, n, *told, closed.verdict


def _of_cells(read: Read) -> Iterator[Row]:
    part, words = gettext("九格"), verdict_words()
    for row in read.found.cells.cells:
        size = str(SizeClass(row.place.size).label)
        name = f"{size} {row.place.likelihood}%"
        told = (row.mean, row.low, row.high, words[str(row.verdict)])
        yield part, name, round(row.won, 2), round(row.cases, 2), *told


def _of_worth(read: Read) -> Iterator[Row]:
    value = read.found.cells.value
    if value is not None:
        told = (value.n, read.open, value.value, value.low, value.high)
        yield gettext("期望金额"), read.found.currency, *told, ""


def _of_groups(read: Read) -> Iterator[Row]:
    found = read.found.happened.groups
    if found is None:
        return
    part = gettext("各组")
    p = "" if found.p is None else f"p {found.p:.4f}"
    yield part, "χ²", None, found.df, found.chi2, None, None, p
    for group in sorted(found.groups, key=lambda g: read.names.get(g.name, g.name)):
        name = read.names.get(group.name, group.name)
        told = _interval(group.share)
        yield part, name, group.successes, group.cases, *told, str(group.standing)


def _of_late(user: User, read: Read) -> Iterator[Row]:
    records = records_of(user, read, [one.case.key for one in read.late])
    for one in read.late:
        row = records.get(one.case.key)
        if row is not None:
            title, _url = named(user, read, row)
            age = str(one.aged.age.label)
            told = (one.aged.days, None, None, limit_words(one.aged))
            yield age, f"{row.account.name} · {title}", None, None, *told


def _of_drops(read: Read) -> Iterator[Row]:
    part = gettext("没有用")
    for drop in read.found.happened.dropped:
        yield part, f"#{drop.row}", None, None, None, None, None, say(FAULTS[drop.code])
