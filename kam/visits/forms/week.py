"""The address of a week, and what is pressed on its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from kam.core.clock import EARLIEST_DAY, LATEST_DAY
from kam.core.errors import NotFound

MOST_PICKS = 100
LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class AskedWeek:
    """Which week, and whose."""

    monday: date | None
    person: int | None


class WeekQuery(forms.Form):
    """The address of a week; what it does not know leads nowhere."""

    monday = forms.DateField(required=False)
    person = forms.IntegerField(min_value=1, max_value=LARGEST_ID, required=False)

    def told(self) -> AskedWeek:
        """Return what was asked for."""
        if not self.is_valid():
            raise NotFound
        asked = AskedWeek(**self.cleaned_data)
        if asked.monday and not EARLIEST_DAY <= asked.monday <= LATEST_DAY:
            raise NotFound
        return asked


def read_pair(text: str) -> tuple[int, date]:
    """Read an account and a day, written 12:2026-03-18."""
    number, _, day = text.partition(":")
    if not number.isascii() or not number.isdigit() or int(number) > LARGEST_ID:
        raise ValueError(text)
    return int(number), date.fromisoformat(day)


class PickForm(forms.Form):
    """Which accounts were picked for which days."""

    pick = forms.TypedMultipleChoiceField(coerce=read_pair)
    proposed = forms.BooleanField(required=False)

    def __init__(self, typed: Any) -> None:
        super().__init__(typed)
        given = typed.getlist("pick")[:MOST_PICKS]
        self.fields["pick"].choices = [(one, one) for one in given]  # type: ignore[attr-defined]

    def told(self) -> list[tuple[int, date]]:
        """Return the picks, each once; a broken one leads nowhere."""
        if not self.is_valid():
            raise NotFound
        return list(dict.fromkeys(self.cleaned_data["pick"]))


class MoveForm(forms.Form):
    """To which day a visit is moved, and on which it was seen."""

    day = forms.DateField()
    seen = forms.DateField()

    def told(self) -> tuple[date, date]:
        """Return both days; without them nothing is moved."""
        if not self.is_valid():
            raise NotFound
        return self.cleaned_data["day"], self.cleaned_data["seen"]


def read_ids(text: str) -> list[int]:
    """Read the ids of an address, written 3.5.8."""
    parts = text.split(".")[:MOST_PICKS]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise NotFound
    ids = [int(part) for part in parts]
    if any(pk > LARGEST_ID for pk in ids):
        raise NotFound
    return ids
