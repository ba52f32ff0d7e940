"""The form of a self-rating: seven weapons from 1 to 5, each may stay open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from kam.performance.forms.behaviour import LONGEST_PERIOD
from kam.performance.rules.behaviour import RATED, WEAPONS

STEPS = (
    ("", _("还说不上")),
    ("1", _("1 很少")),
    ("2", _("2 有时")),
    ("3", _("3 一半左右")),
    ("4", _("4 多半")),
    ("5", _("5 几乎每次")),
)


def _whole(text: str) -> int | None:
    return int(text) if text else None


class RatingForm(forms.Form):
    """How somebody rates themselves for a period."""

    period = forms.CharField(max_length=LONGEST_PERIOD, widget=forms.HiddenInput)
    shared = forms.BooleanField(
        label=gettext_lazy("给主管看"),
        required=False,
        help_text=gettext_lazy("不勾就只有您自己看得到；以后可以改。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weapon in WEAPONS:
            self.fields[weapon.key] = forms.TypedChoiceField(
                label=gettext(weapon.name),
                choices=STEPS,
                coerce=_whole,
                empty_value=None,
                required=False,
            )
        self.order_fields(("period", *RATED, "shared"))

    @property
    def told(self) -> dict[str, object]:
        """The seven ratings."""
        return {name: self.cleaned_data[name] for name in RATED}


class ShareForm(forms.Form):
    """Whether one's manager may read it."""

    shared = forms.BooleanField(required=False)
