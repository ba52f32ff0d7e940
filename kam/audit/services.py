"""Writing the audit chain, always inside the transaction of the change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection, transaction

from kam.audit.models import Chain, Detail, Entry
from kam.audit.rules import body_of, entry_digest, salted, value_digest
from kam.core.clock import now

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

Changes = Mapping[str, tuple[object, object]]


@dataclass(frozen=True)
class Deed:
    """One change to be written down."""

    verb: str
    noun: str
    object_id: int
    changes: Changes = field(default_factory=dict)
    account_id: int | None = None
    team_id: int | None = None

    @property
    def chain(self) -> str:
        """The chain of the team, or the company's own."""
        return f"team-{self.team_id}" if self.team_id else "company"


def record(*, actor: AbstractBaseUser | None, deed: Deed) -> Entry:
    """Write one change down; the caller's transaction holds both."""
    return record_many(actor=actor, deeds=[deed])[0]


def record_many(
    *, actor: AbstractBaseUser | None, deeds: Iterable[Deed]
) -> list[Entry]:
    """Write many changes down with one head read and two inserts a chain."""
    if not connection.in_atomic_block:
        message = "an audit entry belongs into the transaction of its change"
        raise transaction.TransactionManagementError(message)
    chains: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        chains[deed.chain].append(deed)
    entries: list[Entry] = []
    for name in sorted(chains):
        entries += _extend(name, chains[name], actor)
    return entries


def _extend(
    name: str, deeds: list[Deed], actor: AbstractBaseUser | None
) -> list[Entry]:
    head = _locked(name) or _begun(name)
    entries, values = [], []
    for deed in deeds:
        entry, secret = _link(head, deed, actor)
        entries.append(entry)
        values.append(secret)
    Entry.objects.bulk_create(entries, batch_size=500)
    Detail.objects.bulk_create(
        [
            Detail(entry=entry, values=secret)
            for entry, secret in zip(entries, values, strict=True)
            if secret
        ],
        batch_size=500,
    )
    head.save(update_fields=["length", "digest"])
    return entries


def _locked(name: str) -> Chain | None:
    return Chain.objects.select_for_update().filter(name=name).first()


def _begun(name: str) -> Chain:
    """Begin a chain; whoever else begins it at the same moment comes first."""
    Chain.objects.bulk_create([Chain(name=name)], ignore_conflicts=True)
    return Chain.objects.select_for_update().get(name=name)


def _link(
    head: Chain, deed: Deed, actor: AbstractBaseUser | None
) -> tuple[Entry, dict[str, list[object]]]:
    secret = salted(deed.changes)
    entry = Entry(
        chain=head.name,
        position=head.length + 1,
        at=now(),
        actor_id=actor.pk if actor is not None else None,
        verb=deed.verb,
        noun=deed.noun,
        object_id=deed.object_id,
        account_id=deed.account_id,
        digests={name: value_digest(*parts) for name, parts in secret.items()},
        previous=head.digest,
    )
    entry.digest = entry_digest(head.digest, body_of(entry))
    head.length, head.digest = entry.position, entry.digest
    return entry, secret


def forget(*, noun: str, pks: Iterable[int], fields: Iterable[str]) -> int:
    """Empty values and salts of some fields in the history; the chain stays sound.

    The caller's transaction holds it. Returns how many values were emptied.
    """
    wanted, gone = list(pks), set(fields)
    rows = Detail.objects.filter(entry__noun=noun, entry__object_id__in=wanted)
    emptied, changed = 0, []
    for row in rows:
        kept = {name: told for name, told in row.values.items() if name not in gone}
        if kept != row.values:
            emptied += len(row.values) - len(kept)
            row.values = kept
            changed.append(row)
    Detail.objects.bulk_update(changed, ["values"], batch_size=500)
    return emptied
