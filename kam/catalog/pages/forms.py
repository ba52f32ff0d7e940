"""The page around the form of a product or competitor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FormPage:
    """A form with its title, the draft it is kept under, and the way back."""

    title: str
    noun: str
    record: int | str
    back_url: str
    back_label: str
