"""Verbs on the photos and files of a visit: announce, receive in parts, take back."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import Invalid, KamError, TooLarge
from kam.core.text import mark, shown_name
from kam.people.policies import require
from kam.people.queries import settings_of
from kam.visits.models import Attachment, Visit
from kam.visits.policies import may_attach, may_retract, may_send
from kam.visits.rules import files
from kam.visits.services.cleaning import stored
from kam.visits.services.writing import INSTEAD, Locked
from kam.visits.shelf import Shelf, clear, new_place
from kam.visits.terms import FileState, VisitState

if TYPE_CHECKING:
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile

    from kam.people.models import User

KEPT_FOR = timedelta(days=7)
FORGOTTEN_AT_ONCE = 50
GONE = mark("这个附件已经撤回或清除")


class Misplaced(KamError):
    """A part does not begin where the last one ended; `offset` says where that is."""

    status = 409
    code = "offset"
    usual = mark("这一段接不上已收到的部分")

    def __init__(self, offset: int) -> None:
        super().__init__(todo=mark("请从 %(offset)s 字节处接着传"), offset=offset)
        self.offset = offset


@dataclass(frozen=True)
class FileDraft:
    """What is said of a file before its bytes come."""

    name: str
    media_type: str
    size: int
    sha256: str
    client_id: UUID = field(default_factory=uuid.uuid4)


def announce_file(
    *,
    actor: User | None,
    visit: Visit,
    draft: FileDraft,
    is_admitted: bool = False,
) -> Attachment:
    """Say that a file will come; saying it again answers with the same row.

    A record that is locked still takes files: they arrive when there is signal. One
    that an administrator admitted needs no right of its author any more.
    """
    require(is_admitted or may_attach(actor, visit))
    if visit.state == VisitState.CANCELLED:
        raise Locked(todo=INSTEAD[VisitState.CANCELLED])
    row = _checked(actor, visit, draft)
    with transaction.atomic():
        Visit.objects.select_for_update(of=("self",), no_key=True).get(pk=visit.pk)
        known = Attachment.objects.filter(client_id=draft.client_id).first()
        if known is not None:
            return _same(known, row)
        _refuse_many(visit)
        return changes.create(actor=actor, row=row, verb="attachment.announce")


def _checked(actor: User | None, visit: Visit, draft: FileDraft) -> Attachment:
    name = shown_name(draft.name)
    media_type = files.type_of(draft.media_type, name)
    faults = {}
    if not media_type:
        faults["media_type"] = [files.NO_TYPE]
    if draft.size < 1:
        faults["size"] = [files.EMPTY]
    if not files.is_digest(draft.sha256):
        faults["sha256"] = [files.NO_DIGEST]
    if faults:
        raise Invalid(mark("这个文件没有收下"), fields=faults)
    refuse_large(draft.size)
    return Attachment(
        visit=visit,
        author=actor or visit.owner,
        name=name,
        media_type=media_type,
        size=draft.size,
        sha256=draft.sha256,
        place=new_place(),
        client_id=draft.client_id,
    )


def refuse_large(size: int) -> None:
    """Refuse a file beyond what the company allows."""
    limit = int(settings_of(files.MEGABYTES.key)[files.MEGABYTES.key])
    if size > limit * files.MEGABYTE:
        todo = mark("请缩小照片，或把文件分开")
        raise TooLarge(files.TOO_BIG, todo=todo, limit=limit)


def _same(known: Attachment, row: Attachment) -> Attachment:
    told = ("visit_id", "author_id", "size", "sha256")
    if any(getattr(known, name) != getattr(row, name) for name in told):
        raise Invalid(fields={"client_id": [mark("这个标识已用于另一个文件")]})
    return known


def _refuse_many(visit: Visit) -> None:
    most = int(settings_of(files.MOST_FILES.key)[files.MOST_FILES.key])
    if Attachment.objects.filter(visit=visit).standing().count() >= most:
        todo = mark("请先撤回不需要的附件")
        raise Invalid(files.TOO_MANY, todo=todo, limit=most)


def find_or_announce(*, actor: User, visit: Visit, draft: FileDraft) -> Attachment:
    """Return one's own file of the visit with the same bytes, or announce it.

    Whoever chooses a file again goes on where the sending was cut off.
    """
    mine = Attachment.objects.filter(visit=visit, author=actor, sha256=draft.sha256)
    known = mine.standing().exclude(state=FileState.ERASED).first()
    return known or announce_file(actor=actor, visit=visit, draft=draft)


def receive_part(
    *, actor: User | None, file: Attachment, offset: int, content: bytes
) -> Attachment:
    """Take some bytes in; a part that already came changes nothing.

    The row stays locked until the bytes are on the disk, so what is acknowledged is
    there. When the last part has come, the whole is compared with what was announced;
    a file that differs begins anew.
    """
    require(may_send(actor, file))
    if len(content) > files.LARGEST_PART:
        limit = files.LARGEST_PART // files.MEGABYTE
        raise TooLarge(mark("一段最多 %(limit)s MB"), limit=limit)
    with transaction.atomic():
        current = Attachment.objects.select_for_update().get(pk=file.pk)
        fault = _take(actor, current, offset, content)
    if fault:
        raise Invalid(mark("这个文件没有收下"), fields={"content": [fault]})
    return current


def _take(actor: User | None, row: Attachment, offset: int, content: bytes) -> str:
    """Write a part behind the last one; return what is wrong with the whole."""
    if row.retracted_at or row.state == FileState.ERASED:
        raise Invalid(GONE)
    if row.is_complete and offset + len(content) <= row.size:
        return ""
    shelf = Shelf(row.place, arriving=True)
    held = min(row.received, shelf.size)
    if offset + len(content) <= held and shelf.read(offset, len(content)) == content:
        return ""
    if offset != held:
        raise Misplaced(held)
    if offset + len(content) > row.size:
        raise Invalid(fields={"content": [files.TOO_LONG]})
    shelf.write(offset, content)
    row.received = offset + len(content)
    fault = _fault(row, shelf) if row.received == row.size else ""
    if fault:
        row.received = 0
    row.save(update_fields=["received", "updated_at"])
    if row.received == row.size:
        _complete(actor, row)
    return fault


def _fault(row: Attachment, shelf: Shelf) -> str:
    if shelf.digest() != row.sha256:
        return files.BROKEN
    fits = files.begins_as(shelf.read(0, files.HEAD), row.media_type)
    return "" if fits else files.OTHER_TYPE


def _complete(actor: User | None, row: Attachment) -> None:
    done = changes.change(
        actor=actor,
        row=row,
        wanted={"state": FileState.COMPLETE, **stored(row)},
        verb="attachment.complete",
    )
    for name in ("state", "revision", "stored_size", "stored_sha256", "traces"):
        setattr(row, name, getattr(done, name))


def attach_file(
    *, actor: User | None, visit: Visit, upload: UploadedFile
) -> Attachment:
    """Take a whole file in, as a browser without script sends it."""
    try:
        return _attached(actor, visit, upload)
    except (Invalid, TooLarge) as error:
        told = [t for texts in getattr(error, "fields", {}).values() for t in texts]
        fields = {"photos": told or [error.what]}
        spoken: dict[str, Any] = dict(error.params)
        raise Invalid(error.what, fields=fields, **spoken) from error


def _attached(actor: User | None, visit: Visit, upload: UploadedFile) -> Attachment:
    refuse_large(upload.size or 0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    draft = FileDraft(
        upload.name or "", upload.content_type or "", upload.size or 0,
        digest.hexdigest(),
    )  # fmt: skip
    with transaction.atomic():
        row = announce_file(actor=actor, visit=visit, draft=draft)
        upload.seek(0)
        while content := upload.read(files.LARGEST_PART):
            row = receive_part(
                actor=actor, file=row, offset=row.received, content=content
            )
    return row


def retract_file(*, actor: User | None, file: Attachment) -> Attachment:
    """Take a file back; it can be put back for a week, then its bytes are removed."""
    require(may_retract(actor, file))
    wanted = {"retracted_at": file.retracted_at or now()}
    row = changes.change(
        actor=actor, row=file, wanted=wanted, verb="attachment.retract"
    )
    _forget_old()
    return row


def restore_file(*, actor: User | None, file: Attachment) -> Attachment:
    """Put a file back that was taken back."""
    require(may_retract(actor, file))
    if file.state == FileState.ERASED:
        raise Invalid(GONE)
    return changes.change(
        actor=actor, row=file, wanted={"retracted_at": None}, verb="attachment.restore"
    )


def _forget_old() -> None:
    """Remove the bytes of files that were taken back a while ago."""
    old = Attachment.objects.filter(retracted_at__lt=now() - KEPT_FOR)
    for row in old.exclude(state=FileState.ERASED).order_by("pk")[:FORGOTTEN_AT_ONCE]:
        clear_file(row)


def clear_file(row: Attachment) -> None:
    """Remove the bytes of a file for good; its row stays and says so."""
    changes.change(
        actor=None,
        row=row,
        wanted={"state": FileState.ERASED},
        verb="attachment.clear",
    )
    transaction.on_commit(partial(clear, row.place))
