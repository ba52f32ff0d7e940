"""The address that ends somebody's digests: signed, and good for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.urls import reverse

if TYPE_CHECKING:
    from kam.people.models import User

SIGNER = signing.Signer(salt="kam.notices.stop")
LONGEST = 200


def stop_path(user: User) -> str:
    """Return the path that ends a person's digests."""
    return reverse("notices:stop", args=[SIGNER.sign(str(user.pk))])


def who_stops(text: str) -> int | None:
    """Return whose digests a signed text ends; None for any other text."""
    try:
        signed = SIGNER.unsign(text) if len(text) <= LONGEST else ""
    except signing.BadSignature:
        return None
    return int(signed) if signed.isdecimal() else None
