"""What must be true at the end of every history, whatever happened in it."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from kam.audit.models import Detail, Entry
from kam.sync.models import Envelope
from kam.visits.models import Action, Amendment, Promise, Visit

if TYPE_CHECKING:
    from tests.offline.history import History


def faults(history: History) -> list[str]:
    """Return everything that was lost, doubled, or is under another name."""
    found = [*_lost(history), *_doubled(history), *_foreign(history)]
    found += _unaudited()
    before = fingerprint()
    _send_all_again(history)
    if fingerprint() != before:
        found.append("sending everything once more changed something")
    return found


def _lost(history: History) -> list[str]:
    items = [item for device in history.devices for item in device.written]
    kept = dict(Envelope.objects.values_list("op", "digest"))
    told = {str(op): digest for op, digest in kept.items()}
    found = [f"lost: {i.op}" for i in items if told.get(i.op) != i.digest]
    stands = standing()
    found += [f"lost: {word}" for word in sorted(history.notes) if word not in stands]
    text = stands + json.dumps(
        list(Detail.objects.values_list("values", flat=True)), ensure_ascii=False
    )
    words = history.words.keys() - history.superseded
    return found + [f"lost: {word}" for word in sorted(words) if word not in text]


def standing() -> str:
    """Return every text that stands in a record, or is kept for a choice."""
    rows = [row.values() for row in records()]
    rows += list(Envelope.objects.values("payload", "conflicts"))
    return json.dumps(rows, ensure_ascii=False, default=str)


def records() -> list[Visit | Amendment | Action | Promise]:
    """Return the records that items make."""
    kinds = (Visit, Amendment, Action, Promise)
    return [row for kind in kinds for row in kind._default_manager.order_by("pk")]


def _doubled(history: History) -> list[str]:
    texts = list(Visit.objects.values_list("fact", flat=True))
    for kind in (Amendment, Action, Promise):
        texts += list(kind._default_manager.values_list("text", flat=True))
    counted = Counter(w for t in texts for w in t.replace("：", " ").split())
    return [f"doubled: {w}" for w in history.words if counted[w] > 1]


def _foreign(history: History) -> list[str]:
    found = []
    authors = {i.op: i.author for device in history.devices for i in device.written}
    for op, author in Envelope.objects.values_list("op", "author_id"):
        if authors.get(str(op)) != author:
            found.append(f"foreign: {op}")
    for row in Amendment.objects.all():
        found += _by_others(history, row.text, row.author_id)
    for visit in Visit.objects.all():
        for entry in Entry.objects.filter(noun="visit", object_id=visit.pk):
            told = json.dumps(_values(entry))
            if entry.verb in ("visit.record", "visit.draft", "visit.submit"):
                before = json.dumps([v[1] for v in _values(entry).values()])
                new = [w for w in history.words if w in told and w not in before]
                found += _by_others(history, " ".join(new), entry.actor_id)
    return found


def _values(entry: Entry) -> dict[str, list[object]]:
    detail = Detail.objects.filter(entry=entry).first()
    return detail.values if detail else {}


def _by_others(history: History, text: str, author: int | None) -> list[str]:
    words = [word for word in history.words if word in text]
    return [f"foreign: {w}" for w in words if history.words[w] != author]


def _unaudited() -> list[str]:
    found = []
    for row in records():
        noun = row._meta.model_name or ""
        if not Entry.objects.filter(noun=noun, object_id=row.pk).exists():
            found.append(f"without an entry: {noun} {row.pk}")
    return found


def _send_all_again(history: History) -> None:
    for device in history.devices:
        for pk in {item.author for item in device.written}:
            device.sign_in(type(device.user).objects.get(pk=pk))
            items = [item for item in device.written if item.author == pk]
            history.rng.shuffle(items)
            for start in range(0, len(items), 50):
                device.deliver(items[start : start + 50])


def fingerprint() -> str:
    """Return everything that an item can change."""
    rows = [[row.pk, *row.values().items()] for row in records()]
    rows += [list(row) for row in Envelope.objects.values_list("op", "state")]
    return json.dumps(rows, default=str)
