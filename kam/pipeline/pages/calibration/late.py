"""Who takes too long and what to do, and who takes no part and why."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.pipeline.engine import FAULTS
from kam.pipeline.pages import naming
from kam.pipeline.pages.ages import TONES, advice, limit_words
from kam.pipeline.pages.calibration.shapes import DropLine, LateLine
from kam.pipeline.pages.platform import level_words
from kam.pipeline.queries.listing import next_step_of
from kam.pipeline.terms import Subject
from kam.web.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User
    from kam.pipeline.pages.calibration.reading import Late, Read
    from kam.pipeline.rules.calibration.aging import Aged

FEW = 8


def late_lines(
    user: User, read: Read, late: Sequence[Late], records: Mapping[int, Any]
) -> list[LateLine]:
    """Say some of those who take too long."""
    return [
        _line(user, read, one.aged, records[one.case.key])
        for one in late
        if one.case.key in records
    ]


def _line(user: User, read: Read, aged: Aged, row: Any) -> LateLine:
    deals = read.subject == Subject.OPPORTUNITIES
    step = next_step_of(row)
    return LateLine(
        title=naming.title_of(user, row) if deals else row.account.name,
        url=naming.detail_url(row)
        if deals
        else reverse("pipeline:platform", args=[row.account_id]),
        account=row.account.name if deals else "",
        stage=naming.stage_words(row) if deals else level_words(row),
        days=naming.since_words(aged.days),
        limit=limit_words(aged),
        chip=str(aged.age.label),
        tone=TONES[aged.age],
        next=naming.next_words(step, read.day),
        owner=_owner(row, deals=deals),
        advice=advice(aged.age, has_step=step is not None and step >= read.day),
    )


def _owner(row: Any, *, deals: bool) -> str:
    if deals:
        return naming.owner_name(row)
    owner = row.account.owner
    return owner.name if owner is not None else gettext("未分配")


def late_words(read: Read) -> str:
    """Say from when on something counts as late."""
    lines, bounds = read.found.lines, read.found.bounds
    known = [line for line in lines.places.values() if line.stale_after is not None]
    if lines.whole.stale_after is None and not known:
        words = gettext("走成的不到 %(enough)s 个，还说不出谁拖得太久")
        return words % {"enough": bounds.enough}
    words = gettext(
        "拖久了：比 %(share)s 走成的都久；僵尸：往后 %(within)s 天走成的机会"
        "连上限也不到 %(hopeless)s"
    )
    return words % {
        "share": f"{bounds.stale:.0%}",
        "within": bounds.within,
        "hopeless": f"{bounds.hopeless:.0%}",
    }


def drop_lines(user: User, read: Read, records: Mapping[int, Any]) -> list[DropLine]:
    """Say why some take no part, and name the first of them."""
    found: dict[str, list[int]] = defaultdict(list)
    for drop in read.found.happened.dropped:
        found[drop.code].append(drop.row)
    return [
        DropLine(
            reason=say(FAULTS[code]),
            count=_count(len(keys)),
            shown=[
                named(user, read, records[key]) for key in keys[:FEW] if key in records
            ],
            more=max(len(keys) - FEW, 0),
        )
        for code, keys in found.items()
    ]


def _count(n: int) -> str:
    return ngettext("%(n)s 个", "%(n)s 个", n) % {"n": n}


def named(user: User, read: Read, row: Any) -> tuple[str, str]:
    """Return what something is called, and where it stands."""
    if read.subject == Subject.OPPORTUNITIES:
        return naming.title_of(user, row), naming.detail_url(row)
    return row.account.name, reverse("pipeline:platform", args=[row.account_id])
