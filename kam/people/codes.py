"""Codes for people, where a reader may not know their names."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def person_code(pk: int) -> str:
    """Return the code of a person: everywhere the same, and telling nothing."""
    return f"R-{salted_hmac('behaviour', str(pk)).hexdigest()[:6].upper()}"
