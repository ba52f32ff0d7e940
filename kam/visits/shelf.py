"""Where the bytes of attachments lie: random names below MEDIA_ROOT, never served."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from kam.core.errors import Busy, NotFound
from kam.core.text import mark

if TYPE_CHECKING:
    from typing import BinaryIO

FOLDER = "attachments"
PRIVATE, OWN = 0o700, 0o600
CHUNK = 2**20
_PLACE = re.compile(r"^[a-f0-9]{32}$")


def new_place() -> str:
    """Return a name nobody can guess."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Shelf:
    """The bytes of one attachment."""

    place: str

    @property
    def path(self) -> Path:
        """The file; a place that was not made here leads nowhere."""
        if not _PLACE.match(self.place):
            raise NotFound
        return Path(settings.MEDIA_ROOT) / FOLDER / self.place[:2] / self.place

    @property
    def size(self) -> int:
        """How many bytes lie there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def write(self, offset: int, content: bytes) -> None:
        """Put bytes at an offset, and what was behind it away; durable on return."""
        path = self.path
        path.parent.mkdir(parents=True, mode=PRIVATE, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, OWN), "r+b") as file:
                file.seek(offset)
                file.write(content)
                file.truncate()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Busy(
                mark("服务器现在存不下文件，这一段没有收下"),
                todo=mark("请稍后再传；仍然不行就告诉管理员"),
            ) from error

    def read(self, offset: int, length: int) -> bytes:
        """Return some of the bytes."""
        if not self.path.is_file():
            return b""
        with self.path.open("rb") as file:
            file.seek(offset)
            return file.read(length)

    def digest(self) -> str:
        """Return the SHA-256 of all bytes."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def open(self) -> BinaryIO:
        """Open the bytes for reading, or say that they are gone."""
        if not self.path.is_file():
            raise NotFound(mark("这个文件已不在服务器上"))
        return self.path.open("rb")

    def clear(self) -> None:
        """Remove the bytes."""
        self.path.unlink(missing_ok=True)
