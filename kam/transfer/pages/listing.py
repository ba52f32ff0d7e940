"""What can be imported and exported, and one's own imports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kam.core.errors import NotFound
from kam.people.scopes import may
from kam.transfer.kinds import KINDS, exportable, importable
from kam.transfer.pages.steps import Step, steps
from kam.transfer.queries import is_interrupted, own_imports
from kam.transfer.terms import ImportState

if TYPE_CHECKING:
    from datetime import datetime

    from kam.core.paging import Page
    from kam.people.models import User
    from kam.transfer.kinds import Kind
    from kam.transfer.models import Import

TONES = {
    ImportState.UPLOADED: "info",
    ImportState.CHECKING: "info",
    ImportState.CHECKED: "warn",
    ImportState.RUNNING: "info",
    ImportState.DONE: "good",
    ImportState.FAILED: "bad",
    ImportState.DISCARDED: "mute",
}


@dataclass(frozen=True)
class KindCard:
    """One kind of record: what it is, and where its files come and go."""

    name: str
    label: str
    about: str
    key: str
    icon: str
    new: str
    template: str
    export_csv: str
    export_xlsx: str


@dataclass(frozen=True)
class ImportRow:
    """One import in the list."""

    name: str
    url: str
    kind: str
    state: str
    tone: str
    created_at: datetime
    rows: int
    created: int
    updated: int
    failed: int
    is_counted: bool


@dataclass(frozen=True)
class ListPage:
    """Own imports, and a card for each kind."""

    cards: list[KindCard]
    rows: list[ImportRow]
    page: Page
    new: str
    may_import: bool


@dataclass(frozen=True)
class NewPage:
    """The form of a new import."""

    steps: list[Step]
    cards: list[KindCard]


def list_page(user: User, cursor: str = "") -> ListPage:
    """Return the imports page; for somebody without the right there is none."""
    if not may(user, "import", "see"):
        raise NotFound
    page = own_imports(user, cursor)
    return ListPage(
        cards=_cards(user),
        rows=[_row(record) for record in page.rows],
        page=page,
        new=reverse("transfer:new"),
        may_import=bool(importable(user)),
    )


def new_page(user: User) -> NewPage:
    """Return the page of a new import."""
    kinds = importable(user)
    if not kinds:
        raise NotFound
    cards = [card for card in _cards(user) if card.new]
    return NewPage(steps=steps("file"), cards=cards)


def _cards(user: User) -> list[KindCard]:
    bring, take = importable(user), exportable(user)
    shown = [kind for kind in KINDS.values() if kind in bring or kind in take]
    return [_card(kind, brings=kind in bring, takes=kind in take) for kind in shown]


def _card(kind: Kind, *, brings: bool, takes: bool) -> KindCard:
    export = reverse("transfer:export", args=[kind.name]) if takes else ""
    return KindCard(
        name=kind.name,
        label=_(kind.label),
        about=_(kind.about),
        key=_(kind.key),
        icon=kind.icon,
        new=f"{reverse('transfer:new')}?kind={kind.name}" if brings else "",
        template=reverse("transfer:template", args=[kind.name]) if brings else "",
        export_csv=f"{export}?format=csv" if takes else "",
        export_xlsx=f"{export}?format=xlsx" if takes else "",
    )


def _row(record: Import) -> ImportRow:
    report = record.report
    stopped = is_interrupted(record)
    return ImportRow(
        name=record.name,
        url=reverse("transfer:detail", args=[record.pk]),
        kind=_(KINDS[record.kind].label),
        state=_("已中断") if stopped else str(ImportState(record.state).label),
        tone="bad" if stopped else TONES[ImportState(record.state)],
        created_at=record.created_at,
        rows=record.rows_total,
        created=report.get("created", 0),
        updated=report.get("updated", 0),
        failed=report.get("failed", 0),
        is_counted=record.state == ImportState.DONE,
    )
