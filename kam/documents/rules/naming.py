"""What a file is called that somebody takes along."""

from __future__ import annotations

import re

from kam.documents.rules.bounds import printable

LONGEST_NAME = 80
_NO_NAME = re.compile(r'[\s\\/:*?"<>|]+')


def file_name(*parts: str) -> str:
    """Return a name for a file, made of what says most about it."""
    clean = [_NO_NAME.sub(" ", printable(part)).strip() for part in parts]
    return " - ".join(part[:LONGEST_NAME] for part in clean if part)
