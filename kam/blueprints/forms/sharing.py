"""Forms of what is shared with a customer, and of what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.services import Answer, HandoutDraft
from kam.blueprints.terms import ReplyKind, Section
from kam.core.text import clean_text
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.blueprints.pages.sharing import GoalShown


class HandoutForm(forms.Form):
    """Which sections a customer is shown, and until when."""

    sections = forms.MultipleChoiceField(
        label=_("分享哪些节"),
        choices=[(key, Section(key).label) for key in SHAREABLE],
        widget=forms.CheckboxSelectMultiple,
    )
    expires_on = forms.DateField(
        label=_("到哪天为止"), widget=DayInput(), required=False
    )
    language = forms.ChoiceField(label=_("客户看的语言"), choices=settings.LANGUAGES)

    @property
    def draft(self) -> HandoutDraft:
        """What the service is given."""
        told = self.cleaned_data
        return HandoutDraft(told["sections"], told["expires_on"], told["language"])


class ReplyForm(forms.Form):
    """What a customer says of the goals they were shown."""

    name = forms.CharField(label=_("您的姓名"), max_length=80)

    def __init__(
        self, *args: Any, goals: Iterable[Mapping[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.goals = [goal["id"] for goal in goals]
        for pk in self.goals:
            self.fields[f"kind-{pk}"] = forms.ChoiceField(
                label=_("您的回答"),
                choices=ReplyKind.choices,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"text-{pk}"] = forms.CharField(
                label=_("想说的"),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_name(self) -> str:
        """Refuse what cannot be stored."""
        return clean_text(self.cleaned_data["name"])

    def asked(
        self, goals: Iterable[GoalShown]
    ) -> list[tuple[GoalShown, forms.BoundField, forms.BoundField]]:
        """Return each goal with its fields, as far as they were filled in."""
        return [
            (goal, self[f"kind-{goal.id}"], self[f"text-{goal.id}"]) for goal in goals
        ]

    @property
    def answers(self) -> list[Answer]:
        """What the service is given: goals that were answered."""
        told = self.cleaned_data
        return [
            Answer(pk, told[f"kind-{pk}"], told[f"text-{pk}"])
            for pk in self.goals
            if told.get(f"kind-{pk}")
        ]
