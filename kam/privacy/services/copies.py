"""Copies kept for another end: the history's values, answers given once, imports."""

from __future__ import annotations

import json
import zipfile
import zlib
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.utils.html import escape

from kam.accounts.rules.erased import GONE
from kam.audit.models import Detail, Entry
from kam.desk.index import condense
from kam.performance.models import ColumnRun, FrontierRun
from kam.privacy.queries.rows import apart_in, models, rows_of
from kam.privacy.rules.needles import in_a_text
from kam.transfer.models import Import
from kam.transfer.shelf import Shelf
from kam.visits.models import Attachment, VisitPerson
from kam.visits.shelf import paths_of
from kam.visits.terms import FileState
from kam.web.models import Receipt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any, BinaryIO

    from kam.privacy.queries.rows import Whom

BATCH = 500
CHUNK = 1 << 20
MOST_UNPACKED = 512 << 20
# What a file that only begins like a workbook may raise when it is opened.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
IMPORT, ATTACHMENT = "import", "attachment"
Leftovers = list[tuple[str, str]]
Ours = dict[tuple[str, int], frozenset[str]]


def ours_of(whom: Whom) -> Ours:
    """Return the fields that are emptied, by the record of the history they are of.

    Ask before rows are removed.
    """
    found: Ours = {}
    for declared, model in models():
        fields = frozenset(declared.name + declared.own)
        if declared.rows:
            fields = frozenset(f.attname for f in model._meta.concrete_fields)
        if not fields:
            continue
        noun = model._meta.model_name or ""
        for pk in rows_of(whom, declared, model).values_list("pk", flat=True):
            found[noun, pk] = fields
    return found


def empty_history(whom: Whom, ours: Ours) -> int:
    """Empty values and salts in the history; the digests stay, so the chain is sound.

    Returns how many values were emptied.
    """
    wanted = Q(account_id__in=whom.accounts) | Q(noun="import")
    wanted |= Q(noun="person", object_id=whom.person.pk)
    for declared, model in models():
        if declared.apart:
            rows = apart_in(whom, declared, model)
            noun = model._meta.model_name
            wanted |= Q(noun=noun, object_id__in=rows.values("pk"))
    entries = Entry.objects.filter(wanted).select_related("detail")
    emptied, changed = 0, []
    for entry in entries.iterator(chunk_size=BATCH):
        detail = getattr(entry, "detail", None)
        if detail is None:
            continue
        own = ours.get((entry.noun, entry.object_id), frozenset())
        gone = [
            name
            for name, parts in detail.values.items()
            if name in own or whom.needles.told_in(parts[1:])
        ]
        for name in gone:
            del detail.values[name]
        if gone:
            emptied += len(gone)
            changed.append(detail)
    Detail.objects.bulk_update(changed, ["values"], batch_size=BATCH)
    return emptied


def clear_runs(whom: Whom) -> int:
    """Replace the name in what stored frontiers repeat of their set and figures."""
    cleared = 0
    for model in (FrontierRun, ColumnRun):
        lies = Q(comparison_set__figures__territory__account__in=whom.accounts)
        inside = model._default_manager.filter(lies).order_by().values("pk")
        for row in model._default_manager.filter(pk__in=inside).iterator(BATCH):
            told = {"parameters": row.parameters, "dropped": row.dropped}
            fresh = {name: whom.needles.in_values(v) for name, v in told.items()}
            if fresh != told:
                cleared += model._default_manager.filter(pk=row.pk).update(**fresh)
    return cleared


def empty_answers(whom: Whom) -> int:
    """Empty the answers kept for forms and requests sent twice."""
    done = 0
    for word in whom.needles.words:
        for told in _written(word):
            done += Receipt.objects.filter(body__icontains=told).update(body="")
    return done


def _written(word: str) -> set[str]:
    """Return how a word may stand in an answer: on a page, or in JSON."""
    plain = word.encode("unicode_escape").decode("ascii")
    return {word, plain, escape(word), in_a_text(word), json.dumps(word)[1:-1]}


def clear_imports(whom: Whom, left: Leftovers) -> int:
    """Replace the name in reports of imports; add files that hold it to what goes."""
    cleared = 0
    patterns = whom.needles.patterns()
    for row in Import.objects.order_by("pk").iterator(chunk_size=BATCH):
        shelf = Shelf(row.place)
        files = [path for path in _files(shelf) if holds(path, patterns)]
        told = {"name": row.name, "choices": row.choices, "report": row.report}
        fresh = {name: whom.needles.in_json(value) for name, value in told.items()}
        if files:
            left.append((IMPORT, row.place))
        if fresh != told:
            Import.objects.filter(pk=row.pk).update(**fresh)
        cleared += bool(files or fresh != told)
    return cleared


def clear_attachments(whom: Whom, left: Leftovers) -> int:
    """Empty the rows of photos and files of their visits, and of those that name them.

    A picture cannot be searched for a face or a name, so that of a visit with the
    person goes. The rows stay and say that something was there; the files are added to
    what goes.
    """
    seats = VisitPerson.objects.filter(stakeholder__in=whom.ids)
    met = set(seats.values_list("visit_id", flat=True))
    patterns = whom.needles.patterns()
    rows = Attachment.objects.filter(visit__account__in=whom.accounts)
    gone = []
    for row in rows.exclude(state=FileState.ERASED).iterator(chunk_size=BATCH):
        names = row.visit_id in met or whom.needles.within(row.name)
        if names or any(holds(path, patterns) for path in paths_of(row.place)):
            left.append((ATTACHMENT, row.place))
            gone.append(row.pk)
    wanted = {
        "state": FileState.ERASED,
        "name": GONE,
        "sha256": "",
        "stored_sha256": "",
    }
    return Attachment.objects.filter(pk__in=gone).update(**wanted)


def _files(shelf: Shelf) -> list[Path]:
    folder = shelf.folder
    return [p for p in folder.rglob("*") if p.is_file()] if folder.is_dir() else []


def holds(path: Path, patterns: list[bytes]) -> bool:
    """Say whether a file holds one of the words, looking into workbooks too.

    What is packed so that it cannot be searched is taken to hold it.
    """
    with path.open("rb") as file:
        if any(_search(file, patterns)):
            return True
    if not zipfile.is_zipfile(path):
        return False
    try:
        return _packed(path, patterns)
    except UNREADABLE:
        return True


def _packed(path: Path, patterns: list[bytes]) -> bool:
    """Search what is packed in a file, up to what a workbook may unfold to."""
    left = MOST_UNPACKED
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            with book.open(name) as part:
                for is_found in _search(part, patterns):
                    left -= CHUNK
                    if is_found or left < 0:
                        return True
    return False


def _search(file: BinaryIO | Any, patterns: list[bytes]) -> Iterator[bool]:
    overlap = max((len(pattern) for pattern in patterns), default=1)
    rest = b""
    while chunk := file.read(CHUNK):
        text = rest + chunk
        yield any(pattern in text for pattern in patterns)
        rest = text[-overlap:]


def scrub() -> None:
    """Leave no old bytes behind: merge the search index, empty the journal.

    Triggers rewrote the rows of the index that name the person. On PostgreSQL dead rows
    go with the next vacuum; the guide says so.
    """
    condense()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
