"""Answers that a browser saves as a file."""

from __future__ import annotations

import re
import tempfile
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language, override

from kam.core.errors import Invalid
from kam.core.sheets import csv_chunks, write_xlsx
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from kam.core.sheets import Sheet

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SEALED = "default-src 'none'; sandbox"
IN_MEMORY = 4 * 1024 * 1024
_NOT_A_NAME = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|]+')


def attachment(name: str) -> str:
    """Return the header that makes a browser save an answer under a name."""
    clean = _NOT_A_NAME.sub("-", name).strip(". ") or "export"
    plain = clean.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(clean)}"


def download(sheet: Sheet, file_format: str, name: str) -> HttpResponseBase:
    """Answer with a table as `csv` or `xlsx`; `name` comes without its ending."""
    if file_format == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(
            _spoken(csv_chunks(sheet)), content_type=CSV
        )
    elif file_format == "xlsx":
        kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
        write_xlsx(sheet, kept)
        kept.seek(0)
        answer = FileResponse(kept, content_type=XLSX)
    else:
        raise Invalid(fields={"format": [mark("文件格式只能是 csv 或 xlsx")]})
    answer.headers["Content-Disposition"] = attachment(f"{name}.{file_format}")
    return answer


def _spoken(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Write rows in the language of the request: they are read after it has ended."""
    return _in_language(chunks, get_language())


def _in_language(chunks: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    while True:
        with override(language):
            chunk = next(chunks, None)
        if chunk is None:
            return
        yield chunk


def file_answer(opened: BinaryIO, name: str, media_type: str) -> HttpResponseBase:
    """Answer with a file that somebody sent: saved, never run, never guessed at."""
    answer = FileResponse(opened, content_type=media_type)
    answer.headers["Content-Disposition"] = attachment(name)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = SEALED
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
