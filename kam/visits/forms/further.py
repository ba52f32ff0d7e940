"""The actions and promises that a record brings, as a few short rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.visits.services.drafts import Further, Pledge, Task
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.visits.queries import Seen

ROWS = 6
ACTION, OURS, THEIRS = "action", "ours", "theirs"
KINDS = ((ACTION, _("我的行动")), (OURS, _("我方承诺")), (THEIRS, _("对方承诺")))


class FurtherRow(forms.Form):
    """One action or promise; a row without text is no row."""

    kind = forms.ChoiceField(label=_("谁做"), choices=KINDS, initial=OURS)
    text = forms.CharField(label=_("做什么"), max_length=500, required=False)
    due_on = forms.DateField(
        label=_("什么时候"),
        required=False,
        widget=DayInput(),
    )
    person = forms.TypedChoiceField(
        label=_("客户方"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Seen] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(p.id, p.name) for p in people]
        self.fields["person"].choices = [("", _("客户方：—")), *named]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["text"].widget.attrs["placeholder"] = self.fields["text"].label

    def clean(self) -> dict[str, Any]:
        """Ask the day of whatever was written; the page proposes one."""
        told: dict[str, Any] = self.cleaned_data
        if told.get("text") and "due_on" in told and told["due_on"] is None:
            self.add_error("due_on", gettext("请写到哪一天"))
        return told

    @property
    def is_filled(self) -> bool:
        """Whether anything was written here."""
        return bool(self["text"].value())


FurtherRows = forms.formset_factory(FurtherRow, extra=0, max_num=ROWS)


def further_of(rows: Any) -> Further:
    """Return what filled rows say."""
    actions, promises = [], []
    for form in rows:
        told = form.cleaned_data
        if not told.get("text"):
            continue
        due_on = told["due_on"]
        if told["kind"] == ACTION:
            actions.append(Task(text=told["text"], due_on=due_on))
        else:
            pledge = Pledge(
                text=told["text"],
                due_on=due_on,
                ours=told["kind"] == OURS,
                stakeholder_id=told["person"],
            )
            promises.append(pledge)
    return Further(actions=actions, promises=promises)
