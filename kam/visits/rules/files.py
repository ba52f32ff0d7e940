"""Which files a visit may hold, and telling a file by its first bytes.

Only what a representative brings home is let in: photos, documents, plain text. What
a file is called proves nothing, so its beginning has to agree with its type.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.settings_book import Entry, declare

if TYPE_CHECKING:
    from collections.abc import Mapping

GROUP = mark("拜访")
MEGABYTES = declare(
    Entry(
        "visit.file_megabytes",
        GROUP,
        mark("附件的大小"),
        mark("一个附件最大多少 MB。"),
        20,
        1,
        60,
        mark("MB"),
    )
)
MOST_FILES = declare(
    Entry(
        "visit.most_files",
        GROUP,
        mark("附件的个数"),
        mark("一次拜访最多几个附件。"),
        20,
        0,
        100,
        mark("个"),
    )
)
MEGABYTE = 2**20
LARGEST_PART = MEGABYTE
LONGEST_NAME = 200
HEAD = 64
MOST_DIGITS = 10

JPEG, PNG, WEBP, HEIC = "image/jpeg", "image/png", "image/webp", "image/heic"
PDF, TEXT = "application/pdf", "text/plain"
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = f"{_OFFICE}wordprocessingml.document"
XLSX = f"{_OFFICE}spreadsheetml.sheet"
PPTX = f"{_OFFICE}presentationml.presentation"
SHOWN = frozenset({JPEG, PNG, WEBP})

ENDINGS: Mapping[str, str] = {
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": PNG,
    "webp": WEBP,
    "heic": HEIC,
    "heif": HEIC,
    "pdf": PDF,
    "txt": TEXT,
    "docx": DOCX,
    "xlsx": XLSX,
    "pptx": PPTX,
}
TYPES = frozenset(ENDINGS.values())
ACCEPT = ",".join(("image/*", *(f".{ending}" for ending in ENDINGS)))
_SAME = {"image/jpg": JPEG, "image/heif": HEIC}
_SHA256 = re.compile(r"^[0-9a-f]{64}$")
_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")

NO_TYPE = mark("只收照片、PDF、Office 文档和纯文本")
OTHER_TYPE = mark("文件的内容和它的类型不符，没有收下")
EMPTY = mark("这个文件是空的")
TOO_BIG = mark("一个附件最大 %(limit)s MB")
TOO_MANY = mark("一次拜访最多 %(limit)s 个附件")
NO_DIGEST = mark("缺少文件的 SHA-256 校验和")
BROKEN = mark("文件收到后和原来的不一样，已从头等待，请再传一次")
TOO_LONG = mark("收到的比登记的多，没有收下")


def type_of(claimed: str, name: str) -> str:
    """Return the type of a file by what is said of it; nothing where none is known."""
    told = claimed.partition(";")[0].strip().lower()
    told = _SAME.get(told, told)
    ending = name.rpartition(".")[2].lower()
    by_name = ENDINGS.get(ending, "")
    return told if told in TYPES else by_name


def is_digest(text: str) -> bool:
    """Say whether a text is a SHA-256 in small letters."""
    return bool(_SHA256.match(text))


def begins_as(head: bytes, media_type: str) -> bool:
    """Say whether the first bytes of a file agree with its type."""
    if media_type in (DOCX, XLSX, PPTX):
        return head.startswith(b"PK\x03\x04")
    if media_type == WEBP:
        return head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    if media_type == HEIC:
        return head[4:8] == b"ftyp" and head[8:12] in _BRANDS
    if media_type == TEXT:
        return _is_text(head)
    return head.startswith(_MAGIC[media_type])


_MAGIC: Mapping[str, bytes] = {
    JPEG: b"\xff\xd8\xff",
    PNG: b"\x89PNG\r\n\x1a\n",
    PDF: b"%PDF-",
}
_MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml")


def _is_text(head: bytes) -> bool:
    """Plain text holds no NUL and does not open as a page would."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return b"\x00" not in head and not start.startswith(_MARKUP)


def offset_of(text: str) -> int:
    """Return where a part begins, or refuse what is no place in a file."""
    if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS:
        return int(text)
    raise Invalid(fields={"offset": [mark("请写明这一段从第几个字节开始")]})


def size_words(size: int) -> str:
    """Write a size as people read it: 320 KB, 4.2 MB."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / MEGABYTE:.1f} MB"
