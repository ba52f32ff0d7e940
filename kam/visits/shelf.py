"""Where the bytes of attachments lie: random names below MEDIA_ROOT, never served."""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from kam.core.errors import Busy, NotFound
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

FOLDER = "attachments"
PRIVATE, OWN = 0o700, 0o600
CHUNK = 2**20
ARRIVING = ".part"
_PLACE = re.compile(r"^[a-f0-9]{32}$")


def new_place() -> str:
    """Return a name nobody can guess."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Shelf:
    """The bytes of one attachment; while they arrive they lie beside their place."""

    place: str
    arriving: bool = False

    @property
    def path(self) -> Path:
        """The file; a place that was not made here leads nowhere."""
        if not _PLACE.match(self.place):
            raise NotFound
        name = f"{self.place}{ARRIVING if self.arriving else ''}"
        return Path(settings.MEDIA_ROOT) / FOLDER / self.place[:2] / name

    @property
    def size(self) -> int:
        """How many bytes lie there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def write(self, offset: int, content: bytes) -> None:
        """Put bytes at an offset, and what was behind it away; durable on return."""
        with self.writing() as file:
            file.seek(offset)
            file.write(content)
            file.truncate()

    @contextmanager
    def writing(self) -> Iterator[BinaryIO]:
        """Open the bytes for writing, and see them on the disk before going on."""
        path = self.path
        path.parent.mkdir(parents=True, mode=PRIVATE, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, OWN), "r+b") as file:
                yield file
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

    def keep(self, turned: Callable[[mmap.mmap], Iterable[bytes]]) -> None:
        """Keep what is made of the bytes that arrived; durable on return."""
        with (
            replace(self, arriving=True).open() as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view,
        ):
            contents = turned(view)
            with self.writing() as written:
                written.writelines(contents)
                written.truncate()

    def open(self) -> BinaryIO:
        """Open the bytes for reading, or say that they are gone."""
        if not self.path.is_file():
            raise NotFound(mark("这个文件已不在服务器上"))
        return self.path.open("rb")

    def clear(self) -> None:
        """Remove the bytes."""
        self.path.unlink(missing_ok=True)


def paths_of(place: str) -> list[Path]:
    """Return the files that lie at a place: what is kept, and what arrived for it."""
    paths = [Shelf(place, arriving).path for arriving in (False, True)]
    return [path for path in paths if path.is_file()]


def clear(place: str) -> None:
    """Remove what lies at a place, and what arrived for it."""
    for arriving in (False, True):
        Shelf(place, arriving).clear()


def arrived() -> Iterator[str]:
    """Return the places beside which something arrived."""
    for path in (Path(settings.MEDIA_ROOT) / FOLDER).glob(f"*/*{ARRIVING}"):
        if _PLACE.match(path.stem):
            yield path.stem
