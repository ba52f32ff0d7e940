"""The page around a form of this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class FormPage:
    """A form with its title, its draft, the way back, and what helps to fill it."""

    title: str
    account: str
    account_url: str
    back_url: str
    back_label: str
    noun: str
    record: int | str = ""
    hint: str = ""
    history: int = 0
    archive_url: str = ""
    notes: Sequence[str] = ()
