"""Building the calibration page from what was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.pipeline.engine import NOTES
from kam.pipeline.pages.calibration.cells import cell_lines, skill_words, worth_of
from kam.pipeline.pages.calibration.drawing import curves_of
from kam.pipeline.pages.calibration.late import drop_lines, late_lines, late_words
from kam.pipeline.pages.calibration.reading import (
    group_words,
    read_calibration,
    records_of,
)
from kam.pipeline.pages.calibration.rows import day_lines, group_lines, percent, span
from kam.pipeline.pages.tabs import Tab, tabs
from kam.pipeline.terms import Age, Subject
from kam.web.figures import Stat
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.pipeline.engine import Note
    from kam.pipeline.pages.calibration.drawing import Curves
    from kam.pipeline.pages.calibration.reading import Read
    from kam.pipeline.pages.calibration.shapes import (
        CellLine,
        DayLine,
        DropLine,
        GroupLine,
        LateLine,
        Worth,
    )
    from kam.web.lists import ListState

SHOWN = 20
LEADS = ("overstates", "understates", "not_apart")


@dataclass(frozen=True)
class CalibrationPage:
    """What really happened, beside what is believed."""

    tabs: list[Tab]
    subjects: Sequence[Tab]
    state: ListState
    is_empty: bool
    is_narrowed: bool
    few: str
    stats: Sequence[Stat]
    lead: str
    lead_tone: str
    lead_title: str
    remarks: Sequence[str]
    labels: Mapping[str, str]
    curves: Curves | None
    days: Sequence[DayLine]
    cells: Sequence[CellLine]
    cells_note: str
    worth: Worth | None
    late: Sequence[LateLine]
    late_count: int
    late_more: int
    late_note: str
    groups: Sequence[GroupLine]
    groups_lead: str
    groups_title: str
    drops: Sequence[DropLine]
    dropped: int


def calibration_page(user: User, state: ListState) -> CalibrationPage:
    """Read and say everything; six statements for opportunities."""
    read = read_calibration(user, state.filters)
    happened, labels = read.found.happened, labels_of(read.subject)
    notes = {note.code: note for note in happened.notes}
    keys = [one.case.key for one in read.late[:SHOWN]]
    keys += [drop.row for drop in happened.dropped[: 5 * SHOWN]]
    records = records_of(user, read, keys)
    return CalibrationPage(
        tabs=tabs("pipeline:calibration"),
        subjects=_subjects(state, read.subject),
        state=state,
        is_empty=not read.cases,
        is_narrowed=any(map(state.uses, ("owner", "team", "product", "since"))),
        few=_few(read),
        stats=_stats(read, labels),
        lead=_lead(notes, read),
        **_lead_looks("overstates" in notes),
        remarks=_remarks(notes, read),
        labels=labels,
        curves=curves_of(read, dict(labels)),
        days=day_lines(happened.at),
        cells=cell_lines(read),
        cells_note=skill_words(read),
        worth=worth_of(read),
        late=late_lines(user, read, read.late[:SHOWN], records),
        late_count=len(read.late),
        late_more=max(len(read.late) - SHOWN, 0),
        late_note=late_words(read),
        groups=group_lines(happened.groups, read.names),
        groups_lead=_of_groups(happened.notes),
        groups_title=group_words()[read.by],
        drops=drop_lines(user, read, records),
        dropped=len(happened.dropped),
    )


def labels_of(subject: Subject) -> dict[str, str]:
    """Return what a good and a bad end are called."""
    return {
        Subject.OPPORTUNITIES: {"won": gettext("赢单"), "lost": gettext("输单")},
        Subject.MARKET: {
            "won": gettext("成为准客户"),
            "lost": gettext("淘汰"),
        },
        Subject.WORKING: {
            "won": gettext("成为客户"),
            "lost": gettext("流失或退回"),
        },
    }[subject]


def _subjects(state: ListState, chosen: Subject) -> list[Tab]:
    kept = {n: state.filters[n] for n in ("owner", "team") if state.uses(n)}
    here = reverse("pipeline:calibration")
    return [
        Tab(str(one.label), f"{here}?{urlencode({**kept, 'of': one})}", one == chosen)
        for one in Subject
    ]


def _few(read: Read) -> str:
    enough = read.found.bounds.enough
    if read.closed >= enough:
        return ""
    words = gettext(
        "有结果的 %(n)s 个，不到 %(enough)s 个：仍按 50、70、90 算，下面的数字只作参考"
    )
    return words % {"n": read.closed, "enough": enough}


def _stats(read: Read, labels: Mapping[str, str]) -> list[Stat]:
    happened = read.found.happened
    told = [
        Stat(
            gettext("参加计算"),
            str(happened.n),
            gettext("没有用 %(n)s") % {"n": len(happened.dropped)},
        ),
        Stat(
            gettext("有结果"),
            str(read.closed),
            gettext("没有结果 %(n)s") % {"n": read.open},
        ),
    ]
    closing, closed = happened.last_closing, happened.closed_only
    if closing is not None and closing.won is not None:
        words = gettext("到第 %(day)s 天%(what)s")
        label = words % {"day": f"{closing.day:g}", "what": labels["won"]}
        told.append(
            Stat(label, percent(closing.won.value), span(closing.won), tone="good")
        )
    if closed is not None:
        tone = "warn" if closed.verdict == "overstates" else ""
        note = f"{closed.won} / {closed.won + closed.lost}"
        label = gettext("只看有结果的")
        told.append(Stat(label, percent(closed.share.value), note, tone=tone))
    late = [one.aged.age for one in read.late]
    note = gettext("其中僵尸 %(n)s") % {"n": late.count(Age.ZOMBIE)}
    told.append(Stat(gettext("拖得太久"), str(len(late)), note))
    return told


def _lead_looks(overstates: bool) -> dict[str, str]:  # noqa: FBT001 - two looks
    if overstates:
        return {"lead_tone": "warn", "lead_title": gettext("只看有结果的，说得过高")}
    return {"lead_tone": "info", "lead_title": gettext("只看有结果的，和全部的")}


def _lead(notes: Mapping[str, Note], read: Read) -> str:
    found = next((notes[code] for code in LEADS if code in notes), None)
    if found is None or read.subject != Subject.OPPORTUNITIES:
        return _plain_lead(found)
    return say(NOTES[found.code], dict(found.params))


def _plain_lead(found: Note | None) -> str:
    if found is None:
        return ""
    words = gettext(
        "只看有结果的是 %(closed)s；把还在平台上的算进去，到第 %(day)s 天是 "
        "%(won)s（%(low)s–%(high)s），%(open)s 还没有结果"
    )
    return words % dict(found.params)


def _remarks(notes: Mapping[str, Note], read: Read) -> list[str]:
    told = [
        say(NOTES[code], dict(notes[code].params))
        for code in ("few_at_risk",)
        if code in notes
    ]
    if read.found.unsized:
        words = ngettext(
            "%(n)s 个的客户没有写规模，不在单元里",
            "%(n)s 个的客户没有写规模，不在单元里",
            read.found.unsized,
        )
        told.append(words % {"n": read.found.unsized})
    return told


def _of_groups(notes: Sequence[Note]) -> str:
    said = [
        say(NOTES[note.code], dict(note.params))
        for note in notes
        if note.code.startswith("groups_")
    ]
    return gettext("；").join(said)
