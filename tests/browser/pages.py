"""Every page a person can open, taken from the samples of the permission matrix."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
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
    """One page: what it is called, where it is, who opens it."""

    name: str
    path: str
    reader: str


def is_page(world: World, path: str, reader: str) -> bool:
    """Say whether somebody gets a page there, and not a file, a part or a refusal."""
    answer = world.clients[reader].get(path)
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming:
        answer.getvalue()  # read to its end, so that its file is closed
        return False
    whole = kind.startswith(HTML)
    return answer.status_code == HTTPStatus.OK and whole and b"<html" in answer.content


def readers(world: World, sample: Sample, *, each: bool) -> Iterator[PageOf]:
    """Yield the first reader of a page, or each."""
    row = world.row(sample.about, "own") if sample.about else None
    path = address(world, sample, row)
    for reader in READERS:
        if is_page(world, path, reader):
            yield PageOf(sample.name, path, reader)
            if not each:
                return


def pages_of(world: World, *, each: bool = False) -> list[PageOf]:
    """Return every page, with the first reader who may open it, or with each."""
    wanted = (sample for sample in SAMPLES if sample.verb == "GET")
    return [page for sample in wanted for page in readers(world, sample, each=each)]
