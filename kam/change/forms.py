"""The form that judges both views in one save, and that of the what-if."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kam.change.rules.equation import HIGHEST, NOTES
from kam.change.rules.purchase import FACTORS
from kam.judgements.rules.scales import TERMS
from kam.judgements.services import Opinion
from kam.judgements.terms import Aspect, Confidence, Side, Source
from kam.web.speech import say
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField

LONGEST = 1000


@dataclass(frozen=True)
class TermFields:
    """The fields of one term."""

    label: str
    note: str
    customer: BoundField
    words: BoundField
    source: BoundField
    ours: BoundField


class TermsForm(forms.Form):
    """Eight values; the customer's each with its words, ours with one evidence."""

    ours_evidence = forms.CharField(
        label=gettext_lazy("我们为什么这样看"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("把握"),
        choices=Confidence.choices,
        initial=Confidence.MIDDLE,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=gettext_lazy("哪天的依据"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TERMS:
            self.fields[f"customer_{name}"] = _score(_("客户的观点"))
            self.fields[f"words_{name}"] = forms.CharField(
                label=_("客户原话或依据"), max_length=LONGEST, required=False
            )
            self.fields[f"source_{name}"] = forms.ChoiceField(
                label=_("怎么知道的"), choices=Source.choices, required=False
            )
            self.fields[f"ours_{name}"] = _score(_("我们的观点"))

    @property
    def terms(self) -> list[TermFields]:
        """The fields, term by term."""
        return [
            TermFields(
                str(Aspect(name).label),
                say(NOTES[name]),
                self[f"customer_{name}"],
                self[f"words_{name}"],
                self[f"source_{name}"],
                self[f"ours_{name}"],
            )
            for name in TERMS
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for evidence where there is a value, and for one value at least."""
        told: dict[str, Any] = super().clean() or {}
        for name in TERMS:
            if told.get(f"customer_{name}") is not None and not told.get(
                f"words_{name}"
            ):
                self.add_error(f"words_{name}", _("写下他的原话，或您看到的事"))
            if told.get(f"words_{name}") and told.get(f"customer_{name}") is None:
                self._need_value(name)
        ours = [name for name in TERMS if told.get(f"ours_{name}") is not None]
        if ours and not told.get("ours_evidence"):
            self.add_error("ours_evidence", _("写一句我们为什么这样看"))
        if not self.errors and not self._given(told):
            raise forms.ValidationError(_("请至少填一项"))
        return told

    def _need_value(self, name: str) -> None:
        if f"customer_{name}" not in self.errors:
            self.add_error(f"customer_{name}", _("有原话，请给一个值"))

    def _given(self, told: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the sides and terms that have a value."""
        return [
            (side, name)
            for name in TERMS
            for side in (Side.CUSTOMER, Side.OURS)
            if told.get(f"{side}_{name}") is not None
        ]

    def opinions(self, product_id: int) -> list[Opinion]:
        """Return what the service is given."""
        told = self.cleaned_data
        return [
            Opinion(
                aspect=name,
                value=told[f"{side}_{name}"],
                evidence=told["ours_evidence"]
                if side == Side.OURS
                else told[f"words_{name}"],
                source=Source.SEEN
                if side == Side.OURS
                else told[f"source_{name}"] or Source.TOLD,
                confidence=told["confidence"],
                day=told["day"],
                product_id=product_id,
                side=side,
            )
            for side, name in self._given(told)
        ]


def _score(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=HIGHEST
    )


class WhatIfForm(forms.Form):
    """The sliders in the address; what was not moved is left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*FACTORS, "weight"):
            self.fields[name] = forms.IntegerField(
                required=False, min_value=0, max_value=100
            )

    @property
    def moved(self) -> dict[str, int]:
        """The sliders that were moved; one out of its bounds counts as not moved."""
        self.full_clean()
        told: dict[str, int | None] = self.cleaned_data
        return {name: value for name, value in told.items() if value is not None}
