"""What the receiver of an account presses and writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.handover.terms import Part


class ConfirmForm(forms.Form):
    """One part that was read, or all of them with a word to who had the account."""

    part = forms.ChoiceField(choices=[("", ""), *Part.choices], required=False)
    note = forms.CharField(
        label=_("想对交接的人说的话（可不写）"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
