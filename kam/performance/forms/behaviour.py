"""The address of a behaviour page: which period, and of which team."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from kam.core.errors import Invalid, NotFound

LARGEST_ID = 2**63 - 1
LONGEST_PERIOD = 10


@dataclass(frozen=True)
class AskedBehaviour:
    """Which period, which team, and whether the team is drawn beside a person."""

    period: str
    team: int | None
    beside: str


class BehaviourQuery(forms.Form):
    """The address of a behaviour page; what it does not know leads nowhere."""

    period = forms.CharField(required=False, max_length=LONGEST_PERIOD)
    team = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    beside = forms.CharField(required=False, max_length=LONGEST_PERIOD)

    def told(self) -> AskedBehaviour:
        """Return what was asked for."""
        if self.is_valid():
            return AskedBehaviour(**self.cleaned_data)
        if "team" in self.errors:
            raise NotFound
        raise Invalid(
            fields={name: [str(e) for e in es] for name, es in self.errors.items()}
        )


@dataclass(frozen=True)
class ToldLook:
    """What for, and where to go on."""

    purpose: str
    period: str
    team: int | None
    back: str


class LookForm(forms.Form):
    """What somebody opens another's behaviour for."""

    purpose = forms.CharField(required=False, max_length=LONGEST_PERIOD * 2)
    period = forms.CharField(required=False, max_length=LONGEST_PERIOD)
    team = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    back = forms.CharField(required=False, max_length=LONGEST_PERIOD)

    def told(self) -> ToldLook:
        """Return what was said; the verb checks the purpose."""
        if self.is_valid():
            return ToldLook(**self.cleaned_data)
        if "team" in self.errors:
            raise NotFound
        raise Invalid(
            fields={name: [str(e) for e in es] for name, es in self.errors.items()}
        )
