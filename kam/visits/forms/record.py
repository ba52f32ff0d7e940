"""The five-step record (method §5.7), and how an unplanned one begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.visits.forms.further import FurtherRows, further_of
from kam.visits.forms.heard import AskedRow, heard_of
from kam.visits.forms.plan import SHORT, TIME, PeopleForm
from kam.visits.models import Visit
from kam.visits.models.visit import LONGEST_NOTE
from kam.visits.rules.rhythm import day_after
from kam.visits.terms import InsightKind, Outcome
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.probing.queries import Planned
    from kam.visits.queries import Seen
    from kam.visits.services.drafts import Further

USUAL_DAYS, LONGEST_DIGITS = 7, 9
NEEDED = ("people", "fact", "insight", "outcome", "next_objective")


class RecordForm(PeopleForm):
    """Everything a record holds; a draft requires nothing, the service the rest."""

    class Meta:
        model = Visit
        fields = (
            "day",
            "start_time",
            "minutes",
            "objective",
            "fact",
            "insight",
            "insight_kind",
            "outcome",
            "next_objective",
            "next_day",
        )
        widgets = {
            "day": DayInput(),
            "start_time": forms.TimeInput(format="%H:%M", attrs=TIME),
            "objective": forms.Textarea(attrs=SHORT),
            "fact": forms.Textarea(attrs={"rows": 3}),
            "insight": forms.Textarea(attrs=SHORT),
            "insight_kind": forms.RadioSelect,
            "outcome": forms.RadioSelect,
            "next_objective": forms.Textarea(attrs=SHORT),
            "next_day": DayInput(),
        }

    def __init__(
        self,
        *args: Any,
        people: Iterable[Seen] = (),
        planned: Iterable[Planned] = (),
        **kwargs: Any,
    ) -> None:
        people = list(people)
        super().__init__(*args, people=people, **kwargs)
        self.fields["people"].label = _("在场的人")
        for name in ("outcome", "insight_kind"):
            choices = (Outcome if name == "outcome" else InsightKind).choices
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.rows = FurtherRows(
            self.data if self.is_bound else None,
            prefix="further",
            form_kwargs={"people": people},
        )
        told = self.data if self.is_bound else None
        self.asked = [AskedRow(told, one) for one in planned]

    def is_valid(self) -> bool:
        """Check the rows below as well."""
        rows = [self.rows.is_valid(), *(row.is_valid() for row in self.asked)]
        return super().is_valid() & all(rows)

    @property
    def further(self) -> Further:
        """The actions and promises that were written, and the probes asked."""
        told = self.cleaned_data
        usual = told.get("next_day") or day_after(told["day"], USUAL_DAYS)
        heard = heard_of(self.asked)
        return replace(further_of(self.rows, usual), heard=heard, seconds=self.seconds)

    @property
    def seconds(self) -> int | None:
        """How long the note took so far, as the page counted; nonsense is nothing."""
        text = self.data.get("seconds", "") if self.is_bound else ""
        if not (text.isascii() and text.isdigit() and len(text) < LONGEST_DIGITS):
            return None
        return min(int(text), LONGEST_NOTE) or None

    @property
    def filled_rows(self) -> int:
        """How many rows hold something."""
        return sum(row.is_filled for row in self.rows)


class StartForm(forms.Form):
    """Who was met, and what came of it: two taps."""

    people = forms.TypedMultipleChoiceField(
        label=_("见了谁"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择见到的人")},
    )
    outcome = forms.ChoiceField(
        label=_("结果"), choices=Outcome.choices, required=False
    )

    def __init__(self, *args: Any, people: Iterable[Seen] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(p.id, p.name) for p in people]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Mapping[str, object]:
        """What the service is given."""
        return dict(self.cleaned_data)


class AmendForm(forms.Form):
    """An addition to a locked record."""

    text = forms.CharField(
        label=_("补充"), max_length=2000, widget=forms.Textarea(attrs=SHORT)
    )
