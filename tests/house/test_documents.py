"""Documents: what they point to exists, and the first pages are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.house import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = sources.ROOT / "docs"
INDEX = DOCS / "README.md"
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
OUTSIDE = ("http://", "https://", "mailto:", "#")
COMMANDS = ("make demo", "make test")


def links(text: str) -> Iterator[str]:
    """Yield the links of a document that stay inside the project."""
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    for target in LINK.findall(without_code):
        if not target.startswith(OUTSIDE):
            yield target.split("#")[0]


def broken_links(path: Path, text: str) -> list[str]:
    """Return the links that lead nowhere."""
    return [target for target in links(text) if not (path.parent / target).exists()]


def documents() -> list[Path]:
    """Return every document."""
    return [path for path in sources.listed() if path.suffix == ".md"]


def unlisted(index: str, pages: list[str]) -> list[str]:
    """Return the pages that the index does not name."""
    named = set(links(index))
    return [page for page in pages if page not in named]


def test_links_lead_somewhere():
    broken = {
        sources.named(path): wrong
        for path in documents()
        if (wrong := broken_links(path, sources.text(path)))
    }
    assert not broken


def test_the_index_names_every_page():
    pages = [p.relative_to(DOCS).as_posix() for p in documents() if DOCS in p.parents]
    pages = [page for page in pages if page != INDEX.name]
    assert not unlisted(sources.text(INDEX) if INDEX.exists() else "", pages)


def test_the_changelog_exists():
    changes = sources.ROOT / "CHANGELOG.md"
    assert changes.exists()
    assert sources.text(changes).strip()


def test_the_readme_names_both_commands():
    readme = sources.text(sources.ROOT / "README.md")
    assert [command for command in COMMANDS if command not in readme] == []


def test_control_a_broken_link():
    here = Path(__file__)
    assert broken_links(here, "[x](nowhere.md#part)") == ["nowhere.md"]
    assert not broken_links(here, f"[x]({here.name}) [y](https://example.org) `[z](a)`")


def test_control_an_unlisted_page():
    assert unlisted("[x](howto/a.md)", ["howto/a.md", "howto/b.md"]) == ["howto/b.md"]
