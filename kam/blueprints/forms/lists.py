"""The filters of the list of plans, and the form of the template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.blueprints.models.blueprint import FIRST_YEAR, LAST_YEAR
from kam.blueprints.services import OutlineDraft
from kam.blueprints.terms import BlueprintState
from kam.web.lists import ListForm


class OutlineForm(forms.Form):
    """A version of the template as its file is written."""

    text = forms.CharField(
        label=_("模板"),
        max_length=40_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )
    change_note = forms.CharField(label=_("改了什么"), max_length=200, required=False)
    newest = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def draft(self) -> OutlineDraft:
        """What the service is given."""
        told = self.cleaned_data
        return OutlineDraft(told["text"], told["change_note"], newest=told["newest"])


class BlueprintListForm(ListForm):
    """What the list of plans can be narrowed to."""

    SORTS = {
        "account": ("account__name", "-year", "-id"),
        "review": ("next_review", "id"),
        "year": ("year", "id"),
    }
    USUAL = "-year"

    q = forms.CharField(label=_("客户名称"), max_length=80)
    state = forms.ChoiceField(
        label=_("状态"), choices=[("", _("全部状态")), *BlueprintState.choices]
    )
    year = forms.IntegerField(
        label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
