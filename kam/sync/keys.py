"""What a person is called on a device: a name that tells nobody who it is."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from kam.people.models import User

SALT = "kam.sync.person"
LENGTH = 16


def person_key(user: User) -> str:
    """Return the same opaque name of a person every time."""
    made = salted_hmac(SALT, str(user.pk), algorithm="sha256").digest()
    return str(uuid.UUID(bytes=made[:LENGTH]))
