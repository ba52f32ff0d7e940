"""The page of the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kam.core.errors import NotFound
from kam.packs.pages.versions import ChangeLine, change_lines
from kam.packs.pages.words import said
from kam.packs.queries import edition_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.forms.editor import PackForm
    from kam.packs.queries import Edition


@dataclass(frozen=True)
class EditingPage:
    """What is edited, and what somebody else wrote meanwhile."""

    key: str
    name: str
    base: int
    following: int
    theirs: Edition | None
    changes: Sequence[ChangeLine]

    @property
    def record(self) -> str:
        """What a draft of the browser is kept under."""
        return f"{self.key}-{self.base}"


def editing_page(
    editions: Sequence[Edition], base: Edition, form: PackForm
) -> EditingPage:
    """Return the page; after a collision it tells what the other one changed."""
    theirs = editions[0] if form.collision else None
    return EditingPage(
        key=base.key,
        name=said(base.document.name),
        base=base.version,
        following=editions[0].version + 1,
        theirs=theirs,
        changes=_changes(editions, base, form) if theirs else [],
    )


def _changes(
    editions: Sequence[Edition], base: Edition, form: PackForm
) -> Sequence[ChangeLine]:
    """Compare the newest version with the newest that the editor knew."""
    try:
        known = edition_of(editions, form.cleaned_data["newest"] or base.version)
    except NotFound:
        known = base
    return change_lines(known.document, editions[0].document)
