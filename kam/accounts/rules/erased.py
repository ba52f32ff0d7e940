"""How an erased name is known again, and never read."""

from __future__ import annotations

import hashlib
import hmac
import re

from kam.core.marking import mark
from kam.core.text import name_key

# No key of a name that somebody types holds a colon.
ERASED = "erased:"
GONE = mark("已清除")
_STANDS_INSTEAD = re.compile(rf"{GONE}\d+")


def erased_name(pk: int) -> str:
    """Return what stands where a name stood."""
    return f"{GONE} #{pk}"


def stands_instead(name: str) -> bool:
    """Say whether a name is one that stands where another stood."""
    return _STANDS_INSTEAD.fullmatch(name_key(name)) is not None


def is_erased(key: str) -> bool:
    """Say whether the key of a name is that of somebody who was erased."""
    return key.startswith(ERASED)


def erased_key(name: str, secret: str) -> str:
    """Return a digest by which an erased name is known again, and never read."""
    told = name_key(name)[:120].encode()
    digest = hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()
    return f"{ERASED}{digest}"
