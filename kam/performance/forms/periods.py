"""Which two periods of a set are compared, and which territory is looked at."""

from __future__ import annotations

from typing import Any

from django import forms

from kam.performance.forms.frontier import LARGEST_ID
from kam.web.lists import ListForm


class PeriodsForm(ListForm):
    """The address of a comparison; `from` is a word of Python, so it is added late."""

    SORTS = {"code": ("code",)}
    USUAL = "code"

    to = forms.CharField(max_length=10)
    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from"] = forms.CharField(max_length=10, required=False)
