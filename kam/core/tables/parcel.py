"""Looking into an XLSX parcel before any parser does: size, entities, extent, errors.

Every part is really inflated once, in small pieces, so that a declared size
cannot lie; the pieces are searched while they pass and never kept.
"""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO

from kam.core.errors import Invalid, TooLarge
from kam.core.tables.extents import Extent
from kam.core.tables.limits import CHUNK, LARGEST_EXPANDED, MOST_PARTS
from kam.core.text import mark

# None of these searches a text twice, see `extents`.
_SHEET = re.compile(r"<(?:\w{1,60}+:)?sheet\s([^<>]{1,2000}+)>")
_LINK = re.compile(r"<(?:\w{1,60}+:)?Relationship\s([^<>]{1,4000}+)>")
_ATTRIBUTE = re.compile(r'(?<![\w:])([\w:]{1,60}+)="([^"]{0,2000}+)"')
_DATE_1904 = re.compile(r'date1904="(?:1|true)"')
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_OVERLAP = 2_000
_SMALL = 1024 * 1024
_MAIN = "workbook.xml"
_MEDIA = "media/"
# Parts of the formats that the parser also knows and that nobody measures here.
_FOREIGN = ("workbook.bin", "content.xml")


@dataclass(frozen=True)
class Parcel:
    """What was found: worksheet extents by name, and where days are counted from.

    Where not every cell says its place in the usual way, the extents may be wrong.
    """

    extents: dict[str, Extent]
    epoch: int
    usual: bool = True


def inspect_parcel(content: bytes) -> Parcel:
    """Inflate and search every part, or refuse the parcel."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _inspect(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise damaged() from error


def damaged() -> Invalid:
    """Say that a workbook cannot be opened."""
    return Invalid(
        mark("这个表格文件已损坏，打不开"),
        todo=mark("请用 Excel 或 WPS 打开并重新保存，再导入"),
    )


def _inspect(archive: zipfile.ZipFile) -> Parcel:
    parts = archive.infolist()
    main = next((p.filename for p in parts if p.filename.endswith(_MAIN)), None)
    if main is None:
        raise Invalid(
            mark("这个压缩文件里没有 XLSX 工作簿"),
            todo=mark("能读的是 CSV、XLSX 和 XLS；其他格式请另存为 XLSX"),
        )
    if min(part.header_offset for part in parts):
        raise damaged()  # another reader might find other parts in it
    declared = sum(part.file_size for part in parts)
    if declared > LARGEST_EXPANDED or len(parts) > MOST_PARTS:
        raise _bomb(declared)
    folder = main.removesuffix(_MAIN)
    links = f"{folder}_rels/{_MAIN}.rels"
    search = Search(keep=(main, links))
    for part in parts:
        _inflate(archive, part, search)
    for extent in search.extents.values():
        extent.check()
    book, linked = (
        search.kept.get(n, b"").decode("utf-8", "replace") for n in search.keep
    )
    epoch = 1904 if _DATE_1904.search(book) else 1900
    usual = search.usual and not any(
        part.filename.lower().endswith(_FOREIGN) for part in parts
    )
    return Parcel(_by_sheet(book, linked, folder, search.extents), epoch, usual)


@dataclass
class Search:
    """What is looked for while the parts pass by."""

    keep: tuple[str, str]
    extents: dict[str, Extent] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    disguised: bool = False

    @property
    def usual(self) -> bool:
        """Whether the extents can be believed."""
        return not self.disguised and all(e.usual for e in self.extents.values())

    def look(self, name: str, piece: bytes, *, first: bool) -> None:
        """Search one piece of a part (with the end of the piece before it)."""
        if _MEDIA in name:
            self.disguised |= b"sheetData" in piece
            return
        wide = first and name.endswith((".xml", ".rels")) and piece.startswith(_WIDE)
        if wide or any(word in piece for word in _FORBIDDEN):
            raise Invalid(
                mark("这个表格文件里有不安全的 XML 声明，没有读取"),
                why=mark("正常的表格不会带实体或外部引用"),
                todo=mark("请用 Excel 或 WPS 另存为新的 XLSX 再导入"),
            )
        self.extents.setdefault(name, Extent()).add(piece)


def _inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo, search: Search) -> None:
    """Inflate one part to its real end, whatever size it declares."""
    if part.flag_bits & 1:
        raise encrypted()
    open_ended = copy.copy(part)
    open_ended.file_size = LARGEST_EXPANDED + 1
    size, tail = 0, b""
    with archive.open(open_ended) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > part.file_size:
                raise damaged()
            search.look(part.filename, tail + piece, first=not tail)
            if part.filename in search.keep and size <= _SMALL:
                before = search.kept.get(part.filename, b"")
                search.kept[part.filename] = before + piece
            tail = piece[-_OVERLAP:]
    if size != part.file_size:
        raise damaged()


def _bomb(size: int) -> TooLarge:
    return TooLarge(
        mark("文件解开后超过 %(size)s MB，最多 %(limit)s MB"),
        todo=mark("请只留要导入的工作表，另存后再导入"),
        size=size // 2**20,
        limit=LARGEST_EXPANDED // 2**20,
    )


def encrypted() -> Invalid:
    """Say that a file is locked by a password."""
    return Invalid(
        mark("这个表格文件有密码，打不开"),
        todo=mark("请在 Excel 或 WPS 里取消密码，另存后再导入"),
    )


def _by_sheet(
    book: str, links: str, folder: str, extents: dict[str, Extent]
) -> dict[str, Extent]:
    targets = {}
    for link in _LINK.findall(links):
        attributes = dict(_ATTRIBUTE.findall(link))
        target = attributes.get("Target", "")
        absolute = target.startswith("/")
        path = target.lstrip("/") if absolute else f"{folder}{target}"
        targets[attributes.get("Id", "")] = path
    sheets = [dict(_ATTRIBUTE.findall(sheet)) for sheet in _SHEET.findall(book)]
    return {
        unescape(sheet["name"]): extents[targets[sheet["r:id"]]]
        for sheet in sheets
        if "name" in sheet and targets.get(sheet.get("r:id", "")) in extents
    }
