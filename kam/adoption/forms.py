"""The form that asks the gates of the ladder in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kam.judgements.forms import EvidenceForm
from kam.judgements.rules.scales import GATES, SCALES
from kam.judgements.services import Opinion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField

ANSWERS = [
    ("1", gettext_lazy("是")),
    ("0", gettext_lazy("否")),
    ("", gettext_lazy("没问到")),
]


class GatesForm(EvidenceForm):
    """Yes, no or nothing new for each gate, and what the answers rest on.

    `asked` holds the question and the hint of each gate.
    """

    def __init__(
        self, *args: Any, asked: Mapping[str, tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for gate in GATES:
            self.fields[gate] = _gate_field(gate, *asked[gate])
        self.order_fields(GATES)

    @property
    def gates(self) -> list[BoundField]:
        """The questions in their order."""
        return [self[gate] for gate in GATES]

    def clean(self) -> dict[str, Any]:
        """Ask for one answer at least."""
        told: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._answered(told):
            raise forms.ValidationError(_("请至少回答一个问题"))
        return told

    def opinions(self, product_id: int) -> list[Opinion]:
        """Return what the service is given."""
        told = self.cleaned_data
        return [
            Opinion(
                aspect=gate,
                value=value,
                evidence=told["evidence"],
                source=told["source"],
                confidence=told["confidence"],
                day=told["day"],
                product_id=product_id,
            )
            for gate, value in self._answered(told).items()
        ]

    def _answered(self, told: Mapping[str, Any]) -> dict[str, int]:
        given = {gate: told.get(gate) for gate in GATES}
        return {g: int(v) for g, v in given.items() if v is not None and v != ""}


def _gate_field(gate: str, label: str, hint: str) -> forms.Field:
    scale = SCALES[gate]
    if scale.high > 1:
        return forms.IntegerField(
            label=label,
            help_text=hint,
            required=False,
            min_value=scale.low,
            max_value=scale.high,
        )
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=ANSWERS,
        widget=forms.RadioSelect,
    )
