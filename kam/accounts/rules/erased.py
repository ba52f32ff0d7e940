"""How an erased name is known again, and never read."""

from __future__ import annotations

import hashlib
import hmac

from kam.core.text import name_key

ERASED = "erased:"


def erased_key(name: str, secret: str) -> str:
    """Return a digest by which an erased name is known again, and never read."""
    told = name_key(name)[:120].encode()
    digest = hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()
    return f"{ERASED}{digest}"
