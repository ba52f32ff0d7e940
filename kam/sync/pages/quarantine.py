"""What waits for an administrator: who, what kind, why, how large; never the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kam.people.pages.tabs import Tab, settings_tabs
from kam.sync.pages.speaking import kind_words
from kam.sync.queries.envelopes import in_quarantine

if TYPE_CHECKING:
    from datetime import datetime

    from kam.core.paging import Page
    from kam.people.models import User

# Not a rule but a right, or a thing that may be there by now, stood in the way.
ADMITTED = ("no-access", "forbidden", "brought", "unknown", "fault")


@dataclass(frozen=True)
class CaseLine:
    """An item in quarantine as an administrator reads it."""

    pk: int
    author: str
    kind: str
    reason: str
    size: int
    came_at: datetime
    may_admit: bool


@dataclass(frozen=True)
class QuarantinePage:
    """Items in quarantine, the oldest first."""

    tabs: list[Tab]
    lines: list[CaseLine]
    paged: Page


def reason_words(reason: str) -> str:
    """Say why an item is there, without a word of it."""
    return {
        "no-access": _("作者现在没有这家客户"),
        "forbidden": _("作者没有这项权限"),
        "brought": _("从文件里带来，等着放行"),
        "unreadable": _("读不懂"),
        "schema": _("版本不认识"),
        "kind": _("种类不认识"),
        "unknown": _("要改的东西不在"),
        "locked": _("记录已经锁定"),
        "fault": _("服务器没能处理"),
    }.get(reason, _("不合规则，要作者更正"))


def quarantine_page(user: User, cursor: str = "") -> QuarantinePage:
    """Build one page of the quarantine in two statements."""
    page = in_quarantine(user, cursor)
    return QuarantinePage(
        tabs=settings_tabs(user, "quarantine"),
        lines=[
            CaseLine(
                pk=row.pk,
                author=row.author.name,
                kind=kind_words(row.kind),
                reason=reason_words(row.reason),
                size=row.size,
                came_at=row.created_at,
                may_admit=row.reason in ADMITTED,
            )
            for row in page.rows
        ],
        paged=page,
    )
