"""The filters of the lists of this room."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.web.lists import ListForm


class TerritoryListForm(ListForm):
    """The list of territories; nobody is ranked in it."""

    SORTS: ClassVar = {"code": ("code", "id"), "team": ("team__name", "code", "id")}
    USUAL = "code"

    q = forms.CharField(label=_("代码或名称"), max_length=40)
