"""The five-step record (method §5.7), and how an unplanned one begins."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.visits.forms.fate import ACT, FateForm
from kam.visits.forms.fate import CHOICES as FATES
from kam.visits.forms.files import files_field
from kam.visits.forms.further import ROWS, FurtherRows, further_of
from kam.visits.forms.heard import AskedRow, heard_of
from kam.visits.forms.plan import SHORT, TIME, WRONG, PeopleForm
from kam.visits.forms.quotes import QuoteRows, quotes_of
from kam.visits.models import Visit
from kam.visits.models.visit import LONGEST_NOTE
from kam.visits.rules.bring import things
from kam.visits.rules.rhythm import day_after
from kam.visits.terms import InsightKind, Outcome
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from kam.probing.queries import Planned
    from kam.visits.queries import Seen
    from kam.visits.services.drafts import Further

USUAL_DAYS, LONGEST_DIGITS = 7, 9
NEEDED = ("people", "fact", "insight", "outcome", "next_objective")


CHOICES = {
    "outcome": Outcome.choices,
    "insight_kind": InsightKind.choices,
    "noted_reason": FATES,
}


@dataclass(frozen=True)
class Offer:
    """What a record offers to choose from."""

    people: Sequence[Seen] = ()
    company: Sequence[Seen] = ()
    owners: Sequence[Seen] = ()
    planned: Sequence[Planned] = ()


NOTHING = Offer()


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
            "noted_reason",
            "noted_why",
            "brought",
            "outcome",
            "next_objective",
            "next_day",
        )
        error_messages = WRONG
        widgets = {
            "day": DayInput(),
            "start_time": forms.TimeInput(format="%H:%M", attrs=TIME),
            "objective": forms.Textarea(attrs=SHORT),
            "fact": forms.Textarea(attrs={"rows": 3}),
            "insight": forms.Textarea(attrs=SHORT),
            "insight_kind": forms.RadioSelect,
            "noted_reason": forms.RadioSelect,
            "outcome": forms.RadioSelect,
            "next_objective": forms.Textarea(attrs=SHORT),
            "next_day": DayInput(),
        }

    photos = files_field()
    brought = forms.MultipleChoiceField(
        label=_("用上的东西"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, offer: Offer = NOTHING, me: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, people=offer.people, company=offer.company, **kwargs)
        self.fields["people"].label = _("在场的人")
        for name, choices in CHOICES.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self._offer_things()
        told = self.data if self.is_bound else None
        named = {"people": offer.people}
        self.rows = FurtherRows(
            told,
            prefix="further",
            form_kwargs=named,
            initial=[{"due_on": self._next_day()}] * ROWS,
        )
        met = self.initial.get("people") or []
        alone = met[0] if len(met) == 1 else None
        speaking = {**named, "alone": alone}
        self.quotes = QuoteRows(told, prefix="quotes", form_kwargs=speaking)
        self.asked = [AskedRow(told, one) for one in offer.planned]
        self.fate = FateForm(told, owners=offer.owners, me=me)

    def _next_day(self) -> date | None:
        """The day that an action or promise is proposed for.

        The form that a device keeps is of no visit yet, and proposes none.
        """
        next_day: date | None = self.initial.get("next_day")
        day = self.instance.day
        return next_day or (day_after(day, USUAL_DAYS) if day else None)

    def _offer_things(self) -> None:
        """Offer what was to be brought, to be ticked where it was used."""
        bring, used = self.instance.bring, things(self.instance.brought)
        choices = [(one, one) for one in dict.fromkeys([*things(bring), *used])]
        self.fields["brought"].choices = choices  # type: ignore[attr-defined]
        self.initial["brought"] = used
        if not choices:
            del self.fields["brought"]

    def clean_brought(self) -> str:
        """Return the ticked things as they are stored."""
        return "\n".join(self.cleaned_data["brought"])

    def clean_noted_reason(self) -> str:
        """Return the reason; an insight that becomes an action has none."""
        chosen: str = self.cleaned_data["noted_reason"]
        return "" if chosen == ACT else chosen

    @property
    def turns(self) -> bool:
        """Whether the insight becomes an action."""
        return self.is_bound and self.data.get("noted_reason") == ACT

    def is_valid(self) -> bool:
        """Check the rows below as well."""
        parts: list[Any] = [self.rows, self.quotes, self.fate, *self.asked]
        rows = [part.is_valid() for part in parts]
        return super().is_valid() & all(rows)

    @property
    def further(self) -> Further:
        """The actions and promises that were written, and the probes asked."""
        told = self.cleaned_data
        usual = told.get("next_day") or day_after(told["day"], USUAL_DAYS)
        further = further_of(self.rows)
        act = self.fate.task(told["next_objective"], usual) if self.turns else None
        return replace(
            further,
            actions=[*([act] if act else []), *further.actions],
            quotes=quotes_of(self.quotes),
            heard=heard_of(self.asked),
            seconds=self.seconds,
        )

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
