"""Territory codes as people and spreadsheets write them."""

from __future__ import annotations

import unicodedata


def code_of(value: object) -> str:
    """Return a territory code as text; a sheet gives 101.0 for the code 101."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(unicodedata.normalize("NFKC", str(value)).split())
