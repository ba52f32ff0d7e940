"""The address of a behaviour page: which period, and of which team."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from kam.core.errors import Invalid, NotFound

LARGEST_ID = 2**63 - 1
LONGEST_PERIOD = 10


@dataclass(frozen=True)
class AskedBehaviour:
    """Which period, and which team; without either the usual one."""

    period: str
    team: int | None


class BehaviourQuery(forms.Form):
    """The address of a behaviour page; what it does not know leads nowhere."""

    period = forms.CharField(required=False, max_length=LONGEST_PERIOD)
    team = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def told(self) -> AskedBehaviour:
        """Return what was asked for."""
        if self.is_valid():
            return AskedBehaviour(**self.cleaned_data)
        if "team" in self.errors:
            raise NotFound
        raise Invalid(fields={"period": [str(e) for e in self.errors["period"]]})
