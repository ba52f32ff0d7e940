"""What a device keeps of the product, and the one name of all of it."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIST = settings.PACKAGE / "web" / "static" / "kam" / "dist"
LENGTH = 16


@cache
def kept() -> dict[str, str]:
    """Return the assets of the shell, path below static to SHA-256."""
    told: dict[str, str] = json.loads((DIST / "kept.json").read_text(encoding="utf-8"))
    return told


def _sources() -> Iterator[Path]:
    """Yield what the shell and the worker are made from, beside the assets."""
    yield DIST / "worker.js"
    for room in ("web", "sync"):
        for kind in ("templates/**/*.html", "locale/**/*.mo"):
            yield from sorted((settings.PACKAGE / room).glob(kind))


@cache
def build() -> str:
    """Name this build: it changes whenever a device must fetch the shell again."""
    digest = hashlib.sha256(repr(sorted(kept().items())).encode())
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:LENGTH]


def shells() -> dict[str, str]:
    """Return the address of the shell in each language."""
    try:
        return {
            code: reverse("sync:shell", args=[code]) for code, _ in settings.LANGUAGES
        }
    except NoReverseMatch:
        return {}


def told_to_worker() -> str:
    """Write what the worker must know before its script begins."""
    assets = {static(path): digest for path, digest in kept().items()}
    told = {"build": build(), "assets": assets, "shells": shells()}
    return f"self.kam = {json.dumps(told)};\n"


@cache
def worker() -> str:
    """Return the script of the service worker of this build."""
    return told_to_worker() + (DIST / "worker.js").read_text(encoding="utf-8")
