"""The versions of a pack, and what changed between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kam.packs.pages.words import part_words, quadrant_words, said
from kam.packs.policies import may_choose_packs, may_write_packs
from kam.packs.queries import edition_of, editions_of
from kam.packs.rules.differences import differences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.queries import Edition
    from kam.packs.rules.differences import Difference
    from kam.packs.rules.document import Document, Words
    from kam.people.models import User


@dataclass(frozen=True)
class ChangeLine:
    """One place that differs, in words."""

    part: str
    named: str
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True)
class VersionsPage:
    """Every version, and the comparison of two."""

    key: str
    name: str
    editions: Sequence[Edition]
    used: int
    old: int
    new: int
    changes: Sequence[ChangeLine]
    may_choose: bool
    may_write: bool


def versions_page(
    user: User, key: str, old: int | None = None, new: int | None = None
) -> VersionsPage:
    """Read the versions; usually the newest is compared with the one before it."""
    editions = editions_of(user, key)
    newer = edition_of(editions, new or editions[0].version)
    older = edition_of(editions, old or max(newer.version - 1, 1))
    used = edition_of(editions)
    return VersionsPage(
        key=key,
        name=said(used.document.name),
        editions=editions,
        used=used.version,
        old=older.version,
        new=newer.version,
        changes=change_lines(older.document, newer.document),
        may_choose=may_choose_packs(user),
        may_write=may_write_packs(user),
    )


def change_lines(before: Document, after: Document) -> list[ChangeLine]:
    """Say what changed between two documents."""
    return [_line(one) for one in differences(before, after)]


def _line(one: Difference) -> ChangeLine:
    told = _yes_or_no if one.part == "verified" else said
    named = [said(one.named), quadrant_words(one.quadrant) if one.quadrant else ""]
    return ChangeLine(
        part=part_words(one.part),
        named=" · ".join(part for part in named if part),
        before=[told(words) for words in one.before],
        after=[told(words) for words in one.after],
    )


def _yes_or_no(words: Words) -> str:
    return _("是") if words.zh == "true" else _("否")
