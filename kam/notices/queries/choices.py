"""What a person chose about notices and digests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import CharField, DateField, TextField, Value
from django.db.models.functions import Cast

from kam.notices.models import DigestChoice, NoticeMark
from kam.notices.signing import who_stops
from kam.notices.terms import Cadence
from kam.people.models import User
from kam.people.rules import secret_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

A_BATCH = 500
MARK, CHOICE = "mark", "choice"


@dataclass
class Held:
    """How often somebody wants a digest, what stays silent, and what was done."""

    cadence: str = Cadence.NEVER
    muted: list[str] = field(default_factory=list)
    marks: dict[str, NoticeMark] = field(default_factory=dict)


def person_who_stops(signed: str) -> User | None:
    """Return whose digests the signed text of a letter ends; None for any other."""
    pk = who_stops(signed)
    return User.objects.filter(pk=pk).first() if pk is not None else None


def choice_of(user: User) -> DigestChoice:
    """Return what a person chose; who never chose gets no mail and mutes nothing."""
    found = DigestChoice.objects.visible_to(user).filter(user=user).first()
    return found or DigestChoice(user=user)


def held_by(user: User) -> Held:
    """Return what a person chose and what was done with notices; one statement."""
    kind: CharField[str, str] = CharField()
    marks = NoticeMark.objects.visible_to(user).values_list(
        Value(MARK, output_field=kind), "key", "stamp", "read_at", "until"
    )
    choice = DigestChoice.objects.visible_to(user).values_list(
        Value(CHOICE, output_field=kind),
        Cast("muted", TextField()),
        "cadence",
        "refused_at",
        Value(None, output_field=DateField()),
    )
    held = Held()
    for what, name, word, read_at, until in marks.union(choice, all=True):
        if what == CHOICE:
            held.cadence, held.muted = word, json.loads(name)
        else:
            held.marks[name] = NoticeMark(
                user=user, key=name, stamp=word, read_at=read_at, until=until
            )
    return held


def is_refused(choice: DigestChoice, address: str) -> bool:
    """Say whether a mail server did not accept this very address."""
    return bool(choice.refused) and choice.refused == secret_digest(address)


def who_wants_mail() -> Iterator[DigestChoice]:
    """Yield the choices of everybody who may get a digest, with the person."""
    wanted = DigestChoice.objects.exclude(cadence=Cadence.NEVER)
    reached = wanted.filter(user__is_active=True).exclude(user__email="")
    rows = reached.select_related("user").order_by("pk")
    for choice in rows.iterator(chunk_size=A_BATCH):
        if not is_refused(choice, choice.user.email):
            yield choice
