"""The photos and files of a visit, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from kam.visits.policies import may_attach, may_retract
from kam.visits.queries.files import files_of
from kam.visits.rules import files
from kam.visits.terms import FileState, Traces, VisitState

if TYPE_CHECKING:
    from datetime import datetime

    from kam.people.models import User
    from kam.visits.models import Attachment, Visit


KINDS = {
    files.PDF: "PDF",
    files.DOCX: "Word",
    files.XLSX: "Excel",
    files.PPTX: "PowerPoint",
}


@dataclass(frozen=True)
class FileLine:
    """One file: what it is called, how much of it is here, what can be done."""

    key: str
    name: str
    note: str
    at: datetime
    url: str
    is_shown: bool
    state: str
    tone: str
    why: str
    retract_url: str
    restore_url: str


@dataclass(frozen=True)
class FilesPanel:
    """The files of a visit, and where another one is sent."""

    lines: tuple[FileLine, ...]
    late: int
    add_url: str
    announce_url: str
    accept: str = files.ACCEPT
    part: int = files.LARGEST_PART


def files_panel(user: User, visit: Visit) -> FilesPanel:
    """Build the panel of a visit; one statement, or none for whoever sees no files."""
    rows = files_of(user, visit)
    lines = [file_line(user, row) for row in rows]
    is_open = visit.state != VisitState.CANCELLED and may_attach(user, visit)
    waiting = [row for row in rows if _is_late(row)]
    return FilesPanel(
        lines=tuple(lines),
        late=len(waiting),
        add_url=reverse("visits:files", args=[visit.pk]) if is_open else "",
        announce_url=reverse("visits:file-announce", args=[visit.pk])
        if is_open
        else "",
    )


def _is_late(row: Attachment) -> bool:
    return row.state == FileState.INCOMPLETE and row.retracted_at is None


def file_line(user: User, row: Attachment) -> FileLine:
    """Write one file."""
    here = row.is_complete and row.retracted_at is None
    mine = may_retract(user, row) and row.state != FileState.ERASED
    state, tone = _state(row)
    kind = kind_words(row.media_type)
    parts = (kind, files.size_words(row.stored_size or row.size), row.author.name)
    return FileLine(
        key=str(row.client_id),
        name=row.name,
        note=gettext(" · ").join(parts),
        at=row.created_at,
        url=_door("file", row) if here else "",
        is_shown=here and row.media_type in files.SHOWN,
        state=state,
        tone=tone,
        why=_why(row) if here else "",
        retract_url=_door("file-retract", row) if mine and not row.retracted_at else "",
        restore_url=_door("file-restore", row) if mine and row.retracted_at else "",
    )


def kind_words(media_type: str) -> str:
    """Say what kind of file it is."""
    if media_type.startswith("image/"):
        return gettext("照片")
    return KINDS.get(media_type) or gettext("文本")


def _state(row: Attachment) -> tuple[str, str]:
    if row.state == FileState.ERASED:
        return gettext("已清除"), "mute"
    if row.retracted_at is not None:
        return gettext("已撤回"), "mute"
    if row.state == FileState.COMPLETE:
        kept = row.traces == Traces.KEPT
        return (str(Traces.KEPT.label), "warn") if kept else ("", "")
    told = {
        "come": files.size_words(row.received) if row.received else "0",
        "all": files.size_words(row.size),
    }
    return gettext("还没收齐：%(come)s / %(all)s") % told, "warn"


def _why(row: Attachment) -> str:
    """Say why a photo may still tell where it was taken, and what to do."""
    if row.traces != Traces.KEPT:
        return ""
    return gettext(
        "这张照片的写法不合它的类型，没能去掉里面的拍摄地点。"
        "介意的话请撤回，截一张图再加上。"
    )


def _door(name: str, row: Attachment) -> str:
    return reverse(f"visits:{name}", args=[row.client_id])
