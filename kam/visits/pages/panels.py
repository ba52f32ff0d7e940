"""What this room gives to the page of an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kam.core.clock import today
from kam.people.scopes import reaches
from kam.visits.pages.chain import ChainPanel, chain_panel
from kam.visits.pages.words import (
    OUTCOME_TONES,
    DueLine,
    due_line,
    names,
    outcome_words,
    title_of,
    visit_url,
)
from kam.visits.policies import may_plan
from kam.visits.queries.around import LAST_NOTES
from kam.visits.queries.chain import account_chain
from kam.visits.queries.dues import open_dues
from kam.visits.queries.history import past_visits
from kam.visits.queries.reading import is_hidden
from kam.visits.terms import ActionLevel, InsightKind, VisitState
from kam.web.templatetags.ui_dates import day_words, days_words

if TYPE_CHECKING:
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries.chain import Chain, ChainRow
    from kam.visits.queries.history import PastVisit
    from kam.visits.queries.rows import Quoted


@dataclass(frozen=True)
class NextStep:
    """The next visit of an account, or that one should be planned."""

    label: str
    title: str
    note: str
    url: str
    url_label: str
    record_url: str = ""
    is_planned: bool = False


@dataclass(frozen=True)
class NoteCard:
    """One of the last records, in short."""

    when: str
    ago: str
    title: str
    outcome: str
    tone: str
    quote: str
    insight: str
    kind: str
    owner: str
    url: str
    said: tuple[Quoted, ...] = ()
    files: str = ""


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened, as the timeline draws it."""

    id: int
    day: date
    when: str
    icon: str
    tone: str
    title: str
    url: str
    chip: str
    chip_tone: str
    quote: str
    text: str


@dataclass(frozen=True)
class VisitPanels:
    """Everything about visits on the page of an account."""

    chain: ChainPanel
    rate: str
    next_step: NextStep
    last_notes: tuple[NoteCard, ...]
    promises_ours: tuple[DueLine, ...]
    promises_theirs: tuple[DueLine, ...]
    actions: tuple[DueLine, ...]
    timeline: tuple[TimelineEntry, ...]
    may_plan: bool
    plan_url: str
    promise_url: str
    action_url: str

    @property
    def levels(self) -> tuple[int, int]:
        """How many open actions are daily work, and how many the company's."""
        wide = sum(line.level == ActionLevel.KAM2 for line in self.actions)
        return len(self.actions) - wide, wide

    @property
    def late(self) -> int:
        """How many promises and actions are late."""
        lines = (*self.promises_ours, *self.promises_theirs, *self.actions)
        return sum(line.is_late for line in lines)


def account_visit_panels(
    user: User, account: Account, met: int | None = None
) -> VisitPanels:
    """Build the panels of an account in three statements.

    `met` draws only the visits to one person in the chain.
    """
    chain = account_chain(user, account)
    past = past_visits(user, account)
    dues = [due_line(user, row) for row in open_dues(user, account)]
    promises = [line for line in dues if line.kind == "promise"]
    panel = chain_panel(chain, reverse("desk:account", args=[account.pk]), met)
    notes = [row for row in past if row.state == VisitState.SUBMITTED]
    return VisitPanels(
        chain=panel,
        rate=panel.rate,
        next_step=_next_step(user, account, chain),
        last_notes=tuple(note_card(user, row) for row in notes[:LAST_NOTES]),
        promises_ours=tuple(line for line in promises if line.ours),
        promises_theirs=tuple(line for line in promises if not line.ours),
        actions=tuple(line for line in dues if line.kind == "action"),
        timeline=tuple(timeline_entry(row) for row in past),
        may_plan=may_plan(user, account),
        plan_url=plan_url(account.pk),
        promise_url=reverse("visits:promise-new", args=[account.pk]),
        action_url=reverse("visits:action-new", args=[account.pk]),
    )


def plan_url(account_id: int) -> str:
    """Return the address that plans a visit to an account."""
    return f"{reverse('visits:new')}?account={account_id}"


def _next_step(user: User, account: Account, chain: Chain) -> NextStep:
    row = chain.coming
    if row is None:
        return NextStep(
            label=gettext("下一步"),
            title=gettext("还没有约下一次拜访"),
            note=_since_words(user, chain),
            url=plan_url(account.pk),
            url_label=gettext("约拜访"),
        )
    return NextStep(
        label=_coming_words(user, row),
        title=row.objective or _without_objective(user),
        note=gettext("见 %(who)s") % {"who": names(row.people)} if row.people else "",
        url=visit_url(row.id),
        url_label=gettext("准备拜访"),
        record_url=_record_url(user, row),
        is_planned=True,
    )


def _record_url(user: User, row: ChainRow) -> str:
    """Return where the visit is written up, for who goes there."""
    if not reaches(user, "visit", "change", owner_id=row.owner_id):
        return ""
    return reverse("visits:record", args=[row.id])


def _without_objective(user: User) -> str:
    if is_hidden(user, "objective"):
        return gettext("内容不可见")
    return gettext("还没有写目标")


def _coming_words(user: User, row: ChainRow) -> str:
    distance = days_words((row.day - today(user.time_zone)).days)
    parts = [gettext("下一步"), day_words(row.day, weekday=True), distance]
    return gettext(" · ").join(parts)


def _since_words(user: User, chain: Chain) -> str:
    if not chain.rows:
        return gettext("第一次拜访之后，这里会带出下次目标。")
    last = chain.rows[-1].day
    ago = days_words((last - today(user.time_zone)).days)
    return gettext("上次拜访：%(ago)s") % {"ago": ago}


def note_card(user: User, row: PastVisit) -> NoteCard:
    """Write one of the last records in short."""
    kind = str(InsightKind(row.insight_kind).label) if row.insight_kind else ""
    return NoteCard(
        when=day_words(row.day),
        ago=days_words((row.day - today(user.time_zone)).days),
        title=title_of(row.people),
        outcome=outcome_words(row.outcome),
        tone=OUTCOME_TONES[row.outcome],  # type: ignore[index]
        quote=row.fact,
        insight=row.insight,
        kind=kind,
        owner=row.owner_name,
        url=visit_url(row.id),
        said=row.quotes,
        files=files_words(row),
    )


def files_words(row: PastVisit) -> str:
    """Say how many files a record has, and whether some have not all arrived."""
    if not row.files:
        return ""
    words = ngettext("%(n)s 个附件", "%(n)s 个附件", row.files) % {"n": row.files}
    if not row.files_late:
        return words
    late = ngettext("%(n)s 个还没收齐", "%(n)s 个还没收齐", row.files_late)
    return gettext(" · ").join((words, late % {"n": row.files_late}))


def timeline_entry(row: PastVisit) -> TimelineEntry:
    """Write a visit as an entry of the timeline."""
    is_note = row.state == VisitState.SUBMITTED
    title = gettext("拜访 %(who)s") % {"who": title_of(row.people)}
    return TimelineEntry(
        id=row.id,
        day=row.day,
        when=day_words(row.day),
        icon="chat" if is_note else "x",
        tone="info" if is_note else "",
        title=title if is_note else gettext("取消：%(what)s") % {"what": title},
        url=visit_url(row.id),
        chip=outcome_words(row.outcome) if is_note else "",
        chip_tone=OUTCOME_TONES[row.outcome] if is_note else "mute",  # type: ignore[index]
        quote=row.fact if is_note else row.cancel_reason,
        text=gettext(" · ").join(
            part
            for part in (
                row.insight,
                files_words(row),
                row.owner_name,
                gettext("晚到") if row.came_late else "",
            )
            if part
        ),
    )
