"""The first questions of an account, for the pages of other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.accounts.pages.tabs import TabState
from kam.accounts.policies import may_add_person, may_edit_account
from kam.core.clock import today
from kam.judgements.policies import may_judge
from kam.needs.policies import may_write
from kam.questions.pages.lines import Line, Told, line_of
from kam.questions.policies import may_answer, may_question
from kam.questions.queries import ledger_of
from kam.thinking.policies import may_observe

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from kam.accounts.models import Account
    from kam.accounts.queries.room import PersonRow
    from kam.judgements.queries import Standing
    from kam.people.models import User
    from kam.questions.queries import Ledger
    from kam.questions.rules.states import Shares

FIRST = 5
RIGHTS = {
    "edit": may_edit_account,
    "add": may_add_person,
    "judge": may_judge,
    "answer": may_answer,
    "write": may_question,
    "observe": may_observe,
    "think": may_write,
}


@dataclass(frozen=True)
class Bar:
    """Known, stale and unknown shares, drawn and in words."""

    known: int
    stale: int
    unknown: int
    known_width: str
    stale_at: str
    stale_width: str
    words: str


@dataclass(frozen=True)
class Panel:
    """The questions worth most, how many there are, and how much is known."""

    first: Sequence[Line]
    total: int
    bar: Bar
    shares: Shares
    url: str


def told_of(user: User, account: Account, rows: Sequence[PersonRow]) -> Told:
    """Return what lines are said with."""
    return Told(
        account=account,
        names={row.pk: row.name for row in rows},
        doors=frozenset(name for name, may in RIGHTS.items() if may(user, account)),
    )


def bar_of(shares: Shares) -> Bar:
    """Draw the shares on a width of 100."""
    known, stale = shares.share("known") * 100, shares.share("stale") * 100
    words = gettext("已知 %(known)s · 过期 %(stale)s · 未知 %(unknown)s") % {
        "known": shares.known,
        "stale": shares.stale,
        "unknown": shares.unknown,
    }
    return Bar(
        known=shares.known,
        stale=shares.stale,
        unknown=shares.unknown,
        known_width=f"{known:.2f}",
        stale_at=f"{known:.2f}",
        stale_width=f"{stale:.2f}",
        words=words,
    )


def panel_of(
    user: User,
    account: Account,
    rows: Sequence[PersonRow],
    first: int = FIRST,
    only: frozenset[int] = frozenset(),
    settings: Mapping[str, float] | None = None,
    standing: Standing | None = None,
) -> Panel:
    """Build the panel with the people already read; `only` keeps who is met.

    Cost: three statements.
    """
    day = today(user.time_zone)
    ledger = ledger_of(user, account, rows, day, settings, standing)
    return panel_from(user, account, rows, ledger, first, only)


def panel_from(
    user: User,
    account: Account,
    rows: Sequence[PersonRow],
    ledger: Ledger,
    first: int = FIRST,
    only: frozenset[int] = frozenset(),
    but: Collection[int | None] = (),
) -> Panel:
    """Build the panel of a ledger that is read already; no statement.

    `only` keeps what those who are met can say, `but` leaves stored questions out.
    """
    told, open_ones = told_of(user, account, rows), ledger.open()
    entries = [e for e in open_ones if e.pk is None or e.pk not in but]
    if only:
        near = [e for e in entries if not e.who or only & set(e.who)]
        entries = near or entries
    return Panel(
        first=[line_of(told, entry) for entry in entries[:first]],
        total=len(open_ones),
        bar=bar_of(ledger.shares),
        shares=ledger.shares,
        url=reverse("questions:account", args=[account.pk]),
    )


def summary(shares: Shares) -> TabState:
    """Say in a tab how much is not known."""
    missing = shares.unknown + shares.stale
    if not shares.total:
        return TabState()
    said = ngettext("%(n)s 个问题", "%(n)s 个问题", missing) % {"n": missing}
    return TabState(said, "warn" if shares.unknown > shares.known else "")
