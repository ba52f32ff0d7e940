"""Forms of a decision, a comment and a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.blueprints.services import FindingDraft
from kam.blueprints.terms import Section
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable


class DecisionForm(forms.Form):
    """Approving or sending back the version that was read."""

    number = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    decision = forms.CharField(
        label=_("说一句"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("退回时请写明要改什么。"),
    )


class RemarkForm(forms.Form):
    """What a manager says to a section."""

    section = forms.ChoiceField(choices=Section.choices, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("意见"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class FindingForm(forms.Form):
    """What came of a question, and who does what by when."""

    question = forms.CharField(max_length=20, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("结论"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    task = forms.CharField(label=_("要做什么"), max_length=200, required=False)
    owner = forms.TypedChoiceField(
        label=_("负责人"), coerce=int, empty_value=None, required=False
    )
    due = forms.DateField(label=_("期限"), widget=DayInput(), required=False)
    plan = forms.TypedChoiceField(
        label=_("记成"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        owners: Iterable[tuple[int, str]] = (),
        plans: Iterable[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [("", "—"), *owners]  # type: ignore[attr-defined]
        self.fields["plan"].choices = [  # type: ignore[attr-defined]
            ("", _("行动")),
            *plans,
        ]

    @property
    def draft(self) -> FindingDraft:
        """What the service is given."""
        told = self.cleaned_data
        return FindingDraft(
            question=told["question"],
            text=told["text"],
            task=told["task"],
            owner_id=told["owner"],
            due=told["due"],
            plan_id=told["plan"],
        )


class CloseForm(forms.Form):
    """Closing a meeting: minutes and the next day."""

    minutes = forms.CharField(
        label=_("纪要"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    next_on = forms.DateField(label=_("下次评审"), widget=DayInput())
