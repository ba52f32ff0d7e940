"""What a person's devices sent and is not done yet, and the devices themselves."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kam.people.pages.tabs import Tab, settings_tabs
from kam.sync.pages.speaking import (
    TONES,
    field_words,
    kind_words,
    place_words,
    texts_of,
    value_words,
)
from kam.sync.queries.envelopes import kept_items, names_in, own_devices
from kam.sync.rules.timing import SKEWED
from kam.sync.terms import EnvelopeState
from kam.web.speech import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from kam.people.models import User
    from kam.sync.models import Device, Envelope

LONGEST = 600
SUMMED = (
    EnvelopeState.CONFLICT,
    EnvelopeState.QUARANTINED,
    EnvelopeState.REFUSED,
    EnvelopeState.WAITING,
    EnvelopeState.DROPPED,
)
FEW = 100


@dataclass(frozen=True)
class Choice:
    """A field that two sides changed."""

    name: str
    label: str
    before: str
    mine: str
    theirs: str
    theirs_by: str = ""
    theirs_at: str = ""


@dataclass(frozen=True)
class ItemLine:
    """A kept item as its author reads it."""

    pk: int
    kind: str
    place: str
    written_at: datetime | None
    state: str
    tone: str
    why: list[str]
    texts: list[tuple[str, str]]
    choices: list[Choice]
    may_hurry: bool
    is_dropped: bool
    is_skewed: bool


@dataclass(frozen=True)
class DeviceLine:
    """A device as its person reads it."""

    pk: int
    name: str
    seen_at: datetime
    sent: int
    left: int
    clock: str
    build: str


@dataclass(frozen=True)
class OutboxPage:
    """Everything that is not done, and the devices."""

    tabs: list[Tab]
    items: list[ItemLine]
    summary: str
    more: int
    devices: list[DeviceLine]


def outbox_page(user: User) -> OutboxPage:
    """Build the page in a fixed number of statements."""
    rows = kept_items(user, FEW + 1)
    shown = rows[:FEW]
    places, people = _named(user, shown)
    devices = own_devices(user)
    return OutboxPage(
        tabs=settings_tabs(user, "home"),
        items=[_line(row, places, people) for row in shown],
        summary=_summary(shown),
        more=len(rows) - len(shown),
        devices=[_device(row) for row in devices],
    )


def _summary(rows: Sequence[Envelope]) -> str:
    """Say how many items there are of each state, what is to be chosen first."""
    counts = Counter(row.state for row in rows)
    told = [
        _("%(state)s %(n)s 条") % {"n": counts[state], "state": state.label}
        for state in SUMMED
        if counts[state]
    ]
    return _(" · ").join(told)


def _named(
    user: User, rows: Sequence[Envelope]
) -> tuple[dict[int, str], dict[int, str]]:
    accounts = {row.account_id for row in rows if row.account_id}
    pks = {pk for row in rows for pk in _people(texts_of(row))}
    return names_in(user, accounts, pks)


def _people(texts: Mapping[str, Any]) -> Iterable[int]:
    listed = texts.get("people")
    named = [*(listed if isinstance(listed, list) else ()), texts.get("stakeholder_id")]
    return [n for n in named if isinstance(n, int) and 0 < n < 2**63]


def _line(
    row: Envelope, places: Mapping[int, str], people: Mapping[int, str]
) -> ItemLine:
    return ItemLine(
        pk=row.pk,
        kind=kind_words(row.kind),
        place=place_words(places.get(row.account_id or 0, "")),
        written_at=None if row.is_skewed else row.claimed_at,
        state=str(EnvelopeState(row.state).label),
        tone=TONES.get(row.state, "mute"),
        why=_why(row),
        texts=[
            (field_words(n), value_words(n, v, people)[:LONGEST])
            for n, v in texts_of(row).items()
            if v not in (None, "", [])
        ],
        choices=_choices(row, people),
        may_hurry=row.state in (EnvelopeState.WAITING, EnvelopeState.QUARANTINED),
        is_dropped=row.state == EnvelopeState.DROPPED,
        is_skewed=row.is_skewed,
    )


def _why(row: Envelope) -> list[str]:
    """Return why an item is kept, and what to do."""
    if row.state == EnvelopeState.WAITING:
        return [_("它前面的一项还没有到；到了就自动写进去")]
    if row.state == EnvelopeState.CONFLICT:
        return [_("这些内容别处也改过；没有冲突的已经存好")]
    if row.state == EnvelopeState.REFUSED:
        return [_("管理员没有放行；内容仍在这里")]
    told = spoken(row.faults or {})
    named = [
        _("%(what)s：%(value)s")
        % {"what": field_words(n), "value": _("；").join(texts)}
        for n, texts in told["errors"].items()
    ]
    return [t for t in (told["what"], told["why"], *named, told["todo"]) if t]


def _choices(row: Envelope, people: Mapping[int, str]) -> list[Choice]:
    if row.state != EnvelopeState.CONFLICT:
        return []
    told: dict[str, dict[str, Any]] = json.loads(row.conflicts or "{}")
    return [
        Choice(
            name=name,
            label=field_words(name),
            **{
                side: value_words(name, sides.get(side), people)
                for side in ("before", "mine", "theirs")
            },
        )
        for name, sides in told.items()
    ]


def _device(row: Device) -> DeviceLine:
    return DeviceLine(
        pk=row.pk,
        name=_("设备 %(code)s") % {"code": str(row.uuid)[:4].upper()},
        seen_at=row.seen_at,
        sent=row.sent,
        left=row.left,
        clock=_clock(row.skew_seconds),
        build=row.build,
    )


def _clock(seconds: int) -> str:
    """Say how far a clock is off, where that matters."""
    minutes = abs(seconds) // 60
    if abs(seconds) <= SKEWED.total_seconds():
        return ""
    if minutes < 60 * 48:
        n = minutes
        told = ngettext("%(n)s 分钟", "%(n)s 分钟", n) % {"n": n}
    else:
        n = minutes // 1440
        told = ngettext("%(n)s 天", "%(n)s 天", n) % {"n": n}
    return (_("快 %(told)s") if seconds > 0 else _("慢 %(told)s")) % {"told": told}
