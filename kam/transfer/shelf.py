"""Where the files of imports lie: random names below MEDIA_ROOT, never served."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from kam.core.errors import NotFound
from kam.core.text import mark
from kam.transfer.rules.tally import storable

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "imports"
PRIVATE = 0o700
_PLACE = re.compile(r"^[a-f0-9]{32}$")


@dataclass(frozen=True)
class Shelf:
    """One import's own folder: the file as it came, and long lists of findings."""

    place: str
    elsewhere: Path | None = None

    @classmethod
    def at(cls, folder: Path) -> Shelf:
        """Return a shelf in a folder of the caller's own."""
        return cls("", folder)

    @classmethod
    def new(cls) -> Shelf:
        """Return an empty shelf under a name nobody can guess."""
        shelf = cls(secrets.token_hex(16))
        shelf.folder.mkdir(parents=True, mode=PRIVATE)
        return shelf

    @property
    def folder(self) -> Path:
        """The folder; a place that was not made here leads nowhere."""
        if self.elsewhere is not None:
            return self.elsewhere
        if not _PLACE.match(self.place):
            raise NotFound
        return Path(settings.MEDIA_ROOT) / FOLDER / self.place

    @property
    def source(self) -> Path:
        """The file as it came."""
        return self.folder / "source"

    def put(self, content: bytes) -> None:
        """Keep the file."""
        self.source.write_bytes(content)

    def content(self) -> bytes:
        """Return the file as it came, or say that it is gone."""
        if not self.source.is_file():
            raise NotFound(mark("这个文件已不在服务器上"), todo=mark("请重新上传文件"))
        return self.source.read_bytes()

    def findings(self, name: str) -> Findings:
        """Return one long list of findings."""
        return Findings(self.folder / f"{name}.jsonl")

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class Findings:
    """A long list in a file, one JSON object a line; it never fills the memory."""

    path: Path

    def keep(self, last: int) -> None:
        """Forget rows after the last accounted one; 0 begins anew."""
        kept = [row for row in self if row["row"] <= last] if last else []
        self.path.write_text("", encoding="utf-8")
        self.add(kept)

    def add(self, rows: list[dict[str, Any]]) -> None:
        """Append rows; what was written before stays."""
        if rows:
            with self.path.open("a", encoding="utf-8") as lines:
                lines.writelines(f"{json.dumps(storable(row))}\n" for row in rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the rows; a line that was cut off by a crash ends the list."""
        if not self.path.is_file():
            return
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)
