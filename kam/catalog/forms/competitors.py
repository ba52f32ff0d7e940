"""The form of a competitor."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Competitor
from kam.web.editing import EditForm


class CompetitorForm(EditForm):
    """Somebody who sells what we sell; only the name is needed."""

    class Meta:
        model = Competitor
        fields: ClassVar = ["name", "note", "is_active"]
        widgets: ClassVar = {"note": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {"note": _("主要产品、强弱、常见说法")}
