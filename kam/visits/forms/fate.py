"""What becomes of an insight: an action, or only a note with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.visits.services.drafts import Task
from kam.visits.terms import NotedReason
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kam.visits.queries import Seen

ACT = "act"
OFFERED = [(r.value, r.label) for r in NotedReason if r != NotedReason.IMPORTED]
CHOICES = [(ACT, _("变成行动")), *OFFERED]


class FateForm(forms.Form):
    """The action that an insight turns into; empty parts have a usual value."""

    text = forms.CharField(label=_("做什么"), max_length=500, required=False)
    due_on = forms.DateField(label=_("什么时候"), required=False, widget=DayInput())
    owner = forms.TypedChoiceField(
        label=_("谁负责"), coerce=int, empty_value=None, required=False
    )
    resource = forms.CharField(label=_("需要的资源"), max_length=200, required=False)

    def __init__(self, sent: Any, owners: Iterable[Seen] = (), me: int = 0) -> None:
        super().__init__(sent, prefix=ACT)
        others = [(one.id, one.name) for one in owners if one.id != me]
        self.fields["owner"].choices = [("", _("我自己")), *others]  # type: ignore[attr-defined]

    def task(self, usual: str, day: date) -> Task | None:
        """Return the action; without words of its own it is the next objective."""
        told = self.cleaned_data
        text = told["text"] or usual
        if not text:
            return None
        return Task(
            text=text,
            due_on=told["due_on"] or day,
            owner_id=told["owner"],
            resource=told["resource"],
        )
