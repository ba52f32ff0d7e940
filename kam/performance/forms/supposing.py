"""The figures that somebody supposes; nothing of it is stored."""

from __future__ import annotations

import math
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kam.core.errors import NotFound
from kam.performance.rules import LARGEST_FIGURE

LARGEST_ID = 2**63 - 1


def _finite(value: float) -> None:
    if not math.isfinite(value):
        raise ValidationError(_("请填 0 到 1,000 万亿之间的数"))


def _figure(label: Any) -> forms.FloatField:
    return forms.FloatField(
        label=label,
        required=False,
        min_value=0,
        max_value=LARGEST_FIGURE,
        validators=[_finite],
    )


class SupposeForm(forms.Form):
    """Which territory, and the potential and sales it is supposed to have."""

    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    potential = _figure(_("假设的潜力"))
    sales = _figure(_("假设的销售"))

    @property
    def territory(self) -> int:
        """The territory that is asked about; without one there is nothing to find."""
        self.is_valid()
        if "unit" not in self.cleaned_data:
            raise NotFound
        return int(self.cleaned_data["unit"])

    def figure(self, name: str, usual: float) -> float:
        """Return what was typed, or the figure as it is."""
        self.is_valid()
        typed = self.cleaned_data.get(name)
        return usual if typed is None else float(typed)
