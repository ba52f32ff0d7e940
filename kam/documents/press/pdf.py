"""PDF: a fixed layout, set by Typst, which receives the document as values only.

Nothing of a document ever becomes markup, so that no text of it can call anything;
the compiler's own folder is empty, and it brings no packages from anywhere.
"""

from __future__ import annotations

import functools
import json
import tempfile
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import typst

from kam.documents.press import fonts
from kam.documents.rules.bounds import bounded
from kam.documents.rules.colours import spelled
from kam.documents.rules.paper import Figure

if TYPE_CHECKING:
    from kam.documents.rules.look import Look
    from kam.documents.rules.paper import Document

SCREEN = 110.0
LANGUAGES = {"zh-hans": ("zh", "CN"), "en": ("en", "GB")}


def pdf(document: Document, look: Look) -> bytes:
    """Return a document as PDF, its fonts embedded as far as they are used."""
    return _set(document, look, "pdf")[0]


def picture(document: Document, look: Look) -> bytes:
    """Return the first page of a document as a PNG, to look at."""
    return _set(bounded(document), look, "png", ppi=SCREEN)[0]


def _set(
    document: Document,
    look: Look,
    kind: Literal["pdf", "png"],
    ppi: float | None = None,
) -> list[bytes]:
    told = json.dumps(
        {"doc": plain(document), "look": _look(look), **_speech(document)},
        ensure_ascii=False,
    )
    made = compiler().compile(
        markup(),
        format=kind,
        ppi=ppi,
        sys_inputs={"told": told},
        timestamp=int(document.as_of.timestamp()),
    )
    return [made] if isinstance(made, bytes) else list(made or ())


@functools.cache
def compiler() -> typst.Compiler:
    """Return a compiler that knows our fonts and nothing else on this machine."""
    known = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=fonts.folders(),
    )
    nowhere = tempfile.mkdtemp(prefix="kam-press-")
    return typst.Compiler(
        root=nowhere,
        font_paths=known,
        ignore_system_fonts=True,
        package_path=nowhere,
        package_cache_path=nowhere,
    )


@functools.cache
def markup() -> bytes:
    """Return the layout."""
    folder = files("kam.documents.press") / "typst"
    parts = ("base", "charts", "blocks", "sheet", "report", "main")
    return b"\n".join((folder / f"{part}.typ").read_bytes() for part in parts)


def plain(one: Any) -> Any:
    """Return a value of the model as JSON knows it; a block says what it is."""
    if isinstance(one, str):
        return fonts.written(str(one))
    if isinstance(one, Figure):
        return fonts.written(one.shown)
    if isinstance(one, date):
        return one.isoformat()
    if isinstance(one, tuple | list):
        return [plain(part) for part in one]
    if is_dataclass(one) and not isinstance(one, type):
        told = {name: plain(getattr(one, name)) for name in one.__dataclass_fields__}
        return {**told, "is": type(one).__name__.lower()}
    return one


def _look(look: Look) -> dict[str, Any]:
    colours = {
        name: spelled(getattr(look, name))
        for name in ("primary", "accent", "tint", "shade")
    }
    return {
        **{name: plain(part) for name, part in asdict(look).items() if name != "logo"},
        **colours,
        "series": [spelled(one) for one in look.series],
        "logo": list(look.logo),
    }


def _speech(document: Document) -> dict[str, str]:
    language, region = LANGUAGES.get(document.language, LANGUAGES["zh-hans"])
    return {"lang": language, "region": region}
