"""Small forms for actions and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.people.models import User
from kam.visits.forms.plan import SHORT
from kam.visits.services.drafts import Pledge, Task
from kam.visits.terms import ActionLevel, ActionState, PromiseSide, PromiseState
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.visits.queries import Seen


def _text(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=500, widget=forms.Textarea(attrs=SHORT)
    )


def _due() -> forms.DateField:
    return forms.DateField(label=_("到期"), widget=DayInput())


class PromiseForm(forms.Form):
    """A promise of ours or of theirs."""

    side = forms.ChoiceField(
        label=_("谁承诺"),
        choices=PromiseSide.choices,
        initial=PromiseSide.OURS,
        widget=forms.RadioSelect,
    )
    text = _text(_("承诺"))
    due_on = _due()
    person = forms.TypedChoiceField(
        label=_("客户方"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Seen] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(p.id, p.name) for p in people]
        self.fields["person"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    @property
    def pledge(self) -> Pledge:
        """What the service is given."""
        told = self.cleaned_data
        return Pledge(
            text=told["text"],
            due_on=told["due_on"],
            ours=told["side"] == PromiseSide.OURS,
            stakeholder_id=told["person"],
        )


class ActionForm(forms.Form):
    """Something one of us does."""

    text = _text(_("行动"))
    due_on = _due()
    owner = forms.ModelChoiceField(
        label=_("负责人"), queryset=User.objects.none(), empty_label=None
    )

    level = forms.ChoiceField(
        label=_("影响层面"),
        choices=ActionLevel.choices,
        initial=ActionLevel.KAM1,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("KAM2 是高层拜访、政策、联合项目这类要公司一起做的事。"),
    )

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]

    @property
    def task(self) -> Task:
        """What the service is given."""
        told = self.cleaned_data
        return Task(
            text=told["text"],
            due_on=told["due_on"],
            owner_id=told["owner"].pk,
            level=told["level"] or ActionLevel.KAM1,
        )


class CloseActionForm(forms.Form):
    """Whether an action is done or dropped."""

    state = forms.ChoiceField(
        choices=[(s, s.label) for s in (ActionState.DONE, ActionState.DROPPED)]
    )


class ClosePromiseForm(forms.Form):
    """Whether a promise was kept or broken."""

    state = forms.ChoiceField(
        choices=[(s, s.label) for s in (PromiseState.KEPT, PromiseState.BROKEN)]
    )
