"""Choosing a colleague to share an account with."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ShareForm(forms.Form):
    """A colleague's id; the page offers them by name."""

    user_id = forms.IntegerField(label=_("同事"), min_value=1, max_value=2**63 - 1)
