"""Every page a person can open, taken from the samples of the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from typing import TYPE_CHECKING

from tests.permissions.knock import address
from tests.permissions.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.permissions.samples import Sample
    from tests.permissions.world import World

READERS = ("head", "rep", "admin", "analyst", "trainer", "anonymous")
HTML = "text/html"


@dataclass(frozen=True)
class PageOf:
    """One page: what it is called, where it is, who opens it, what they read."""

    name: str
    path: str
    reader: str
    html: str


def page_at(world: World, path: str, reader: str) -> str:
    """Return the page somebody gets there; nothing for a file, a part, a refusal."""
    answer = world.clients[reader].get(path)
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming:
        answer.getvalue()  # read to its end, so that its file is closed
        return ""
    if answer.status_code != HTTPStatus.OK or not kind.startswith(HTML):
        return ""
    return answer.content.decode() if b"<html" in answer.content else ""


def opened(world: World, sample: Sample, readers: tuple[str, ...]) -> Iterator[PageOf]:
    """Yield a page with each reader who may open it."""
    row = world.row(sample.about, "own") if sample.about else None
    path = address(world, sample, row)
    for reader in readers:
        if html := page_at(world, path, reader):
            yield PageOf(sample.name, path, reader, html)


def pages_of(
    world: World, *, each: bool = False, readers: tuple[str, ...] = READERS
) -> list[PageOf]:
    """Return every page, with the first reader who may open it, or with each."""
    wanted = (sample for sample in SAMPLES if sample.verb == "GET")
    limit = None if each else 1
    return [
        page
        for sample in wanted
        for page in islice(opened(world, sample, readers), limit)
    ]
