"""What account plans tell who decides on them, and who writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.blueprints.policies import may_decide
from kam.blueprints.queries.asking import blueprints_asking
from kam.blueprints.terms import BlueprintState
from kam.notices.sources import MOST, Notice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kam.blueprints.models import Blueprint
    from kam.people.models import User


def asked(user: User, day: date, until: date) -> list[Notice]:
    """Tell what waits for a decision, came back, was answered, or is reviewed soon.

    One statement.
    """
    rows = blueprints_asking(user, day, until, MOST)
    return [notice for row in rows for notice in _of(user, row, until)]


def _of(user: User, row: Any, until: date) -> Iterator[Notice]:
    if row.state == BlueprintState.SUBMITTED and may_decide(user, row):
        who = row.submitted_by.name if row.submitted_by else ""
        yield _notice(row, "decide", gettext("批准客户计划书：%(account)s"), who)
    if row.account.owner_id != user.pk:
        return
    if row.state == BlueprintState.RETURNED:
        yield _notice(row, "back", gettext("修改退回的客户计划书：%(account)s"), "")
    if row.open_remarks:
        n = row.open_remarks
        note = ngettext("%(n)s 条意见没有了结", "%(n)s 条意见没有了结", n) % {"n": n}
        title = gettext("客户计划书有意见：%(account)s")
        yield _notice(row, "remarks", title, note, stamp=str(n))
    if row.answers:
        n = row.answers
        note = ngettext("%(n)s 条回答", "%(n)s 条回答", n) % {"n": n}
        title = gettext("客户回答了分享的计划书：%(account)s")
        yield _notice(row, "answers", title, note, stamp=str(n))
    if row.next_review and row.next_review <= until:
        title = gettext("评审客户计划书：%(account)s")
        day = row.next_review
        yield _notice(row, "review", title, "", stamp=day.isoformat(), due_on=day)


def _notice(
    row: Blueprint,
    what: str,
    title: str,
    note: str,
    *,
    stamp: str = "",
    due_on: date | None = None,
) -> Notice:
    return Notice(
        key=f"blueprint:{row.pk}:{what}",
        title=title % {"account": row.account.name},
        note=note,
        url=reverse("blueprints:detail", args=[row.pk]),
        due_on=due_on,
        stamp=stamp or str(row.number),
    )
