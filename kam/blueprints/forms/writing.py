"""Forms of a plan being written: beginning it, a section, a goal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import modelform_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.blueprints.models import Blueprint, Objective
from kam.blueprints.models.blueprint import FIRST_YEAR, LAST_YEAR, LONGEST, LONGEST_TOLD
from kam.blueprints.rules import measures
from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.services import ObjectiveDraft
from kam.blueprints.terms import Section
from kam.core.cells import minor_of
from kam.core.errors import Invalid
from kam.core.money import Money
from kam.core.text import mark
from kam.web.editing import EditForm
from kam.web.speech import say
from kam.web.widgets import DayInput


class BeginForm(forms.Form):
    """Beginning the plan of a year."""

    year = forms.IntegerField(
        label=_("年度"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )


class SectionForm(EditForm):
    """The team's text of one section; made for that section by `section_form`."""

    class Meta:
        model = Blueprint
        fields: tuple[str, ...] = ()


def section_form(key: str) -> type[SectionForm]:
    """Return the form of a section, with the words for the customer where shareable."""
    names = [f"text_{key}"]
    if key in SHAREABLE:
        names.append(f"told_{key}")
    if key == Section.REVIEWS:
        names.append("next_review")
    widgets: dict[str, Any] = {
        f"text_{key}": forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST}),
        f"told_{key}": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_TOLD}),
        "next_review": DayInput(),
    }
    made: Any = modelform_factory(
        Blueprint, form=SectionForm, fields=names, widgets=widgets
    )
    found: type[SectionForm] = made
    return found


class ObjectiveForm(EditForm):
    """A goal: what, measured by what, how much, until when."""

    target = forms.CharField(
        label=pgettext_lazy("objective", "目标值"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_(
            "金额写元，如 120万；占比写 1 到 100；平台写 1 市场、2 工作、3 购买。"
        ),
    )
    threshold = forms.TypedChoiceField(
        label=_("第几级"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[("", "—"), *((n, str(n)) for n in range(1, 8))],
        help_text=_("只有“到第几级的人数”要选。"),
    )
    due = forms.DateField(label=_("期限"), widget=DayInput())

    class Meta:
        model = Objective
        fields: tuple[str, ...] = (
            "name",
            "measure",
            "threshold",
            "target",
            "due",
            "is_joint",
            "told",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = self.instance
        if row.pk and measures.RULES[row.measure].unit == measures.MONEY:
            major = Money(row.target).major
            whole = major == int(major)
            self.initial["target"] = f"{major:.0f}" if whole else f"{major:.2f}"

    def clean(self) -> dict[str, Any]:
        """Read the target in the unit of its measure."""
        told: dict[str, Any] = super().clean() or {}
        if "target" in told and "measure" in told:
            told["target"] = _target(told["measure"], told["target"])
        return told

    @property
    def draft(self) -> ObjectiveDraft:
        """What the service is given."""
        return ObjectiveDraft(**{n: self.cleaned_data[n] for n in self.Meta.fields})


def _target(measure: str, text: str) -> int:
    try:
        if measures.RULES[measure].unit == measures.MONEY:
            value = minor_of(text)
        else:
            value = int(text.strip().removesuffix("%"))
    except (Invalid, ValueError) as error:
        said = say(mark("请写一个数"))
        raise ValidationError({"target": said}) from error
    if value is None:
        raise ValidationError({"target": say(mark("请写一个数"))})
    return value
