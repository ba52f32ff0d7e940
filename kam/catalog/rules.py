"""The catalogue in plain values."""

from __future__ import annotations

import re
import unicodedata

LONGEST_CODE = 60
_APART = re.compile(r"[^\w.]+", re.UNICODE)


def code_from(name: str) -> str:
    """Make a product code from a name: "GTX Plus Pro" becomes GTX-PLUS-PRO."""
    plain = unicodedata.normalize("NFKC", name).upper()
    return _APART.sub("-", plain).strip("-")[:LONGEST_CODE]
