"""What a person chose about notices and digests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.notices.models import DigestChoice
from kam.notices.signing import who_stops
from kam.notices.terms import Cadence
from kam.people.models import User
from kam.people.rules import secret_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

A_BATCH = 500


def person_who_stops(signed: str) -> User | None:
    """Return whose digests the signed text of a letter ends; None for any other."""
    pk = who_stops(signed)
    return User.objects.filter(pk=pk).first() if pk is not None else None


def choice_of(user: User) -> DigestChoice:
    """Return what a person chose; who never chose gets no mail and mutes nothing."""
    found = DigestChoice.objects.visible_to(user).filter(user=user).first()
    return found or DigestChoice(user=user)


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
