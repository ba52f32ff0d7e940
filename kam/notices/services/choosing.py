"""Verbs on what a person chose: digests, silent kinds, an address that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.core.clock import now
from kam.core.errors import NotFound
from kam.notices.models import DigestChoice
from kam.notices.policies import may_arrange
from kam.notices.sources import kinds
from kam.notices.terms import Cadence
from kam.people.models import User
from kam.people.policies import require
from kam.people.rules import secret_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = frozenset({"cadence", "weekday", "hour"})


def choose(
    *,
    actor: User,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> DigestChoice:
    """Choose when one's digest comes; an address that failed is tried again."""
    require(may_arrange(actor, actor.pk))
    changes.refuse_unknown(wanted, FIELDS)
    with transaction.atomic():
        row = _own(actor)
        full = dict(wanted)
        if _turns_on(row, wanted):
            full["since"] = now()
        changed = changes.change(
            actor=actor, row=row, wanted=full, before=before, verb="notices.choose"
        )
        return _cleared(changed)


def mute(*, actor: User, kind: str, silent: bool) -> bool:
    """Silence a kind of notices or hear it again; say whether that changed anything."""
    require(may_arrange(actor, actor.pk))
    if kind not in kinds():
        raise NotFound
    with transaction.atomic():
        row = _own(actor)
        others = [known for known in row.muted if known != kind]
        wanted = [*others, kind] if silent else others
        if set(wanted) == set(row.muted):
            return False
        verb = "notices.mute" if silent else "notices.hear"
        changes.change(actor=actor, row=row, wanted={"muted": wanted}, verb=verb)
        return True


def stop(*, user: User) -> None:
    """End somebody's digests by the link of a letter; nobody signs in for that."""
    with transaction.atomic():
        row = DigestChoice.objects.filter(user=user).first()
        if row is None or row.cadence == Cadence.NEVER:
            return
        wanted = {"cadence": Cadence.NEVER}
        changes.change(actor=user, row=row, wanted=wanted, verb="notices.stop")


def refuse_address(*, user: User, address: str) -> None:
    """Keep that a mail server does not accept an address; it is written to no more."""
    DigestChoice.objects.filter(user=user).update(
        refused=secret_digest(address), refused_at=now()
    )


def _own(actor: User) -> DigestChoice:
    """Return a person's stored choice; two doors at once store one."""
    User.objects.select_for_update().get(pk=actor.pk)
    found = DigestChoice.objects.filter(user=actor).first()
    if found is not None:
        return found
    row = DigestChoice(user=actor)
    return changes.create(actor=actor, row=row, verb="notices.begin")


def _turns_on(row: DigestChoice, wanted: Mapping[str, object]) -> bool:
    """Say whether digests begin, or come at another time: none is owed from before."""
    later = wanted.get("cadence", row.cadence)
    return later != Cadence.NEVER and any(
        getattr(row, name) != value for name, value in wanted.items()
    )


def _cleared(row: DigestChoice) -> DigestChoice:
    if row.refused:
        DigestChoice.objects.filter(pk=row.pk).update(refused="", refused_at=None)
        row.refused, row.refused_at = "", None
    return row
