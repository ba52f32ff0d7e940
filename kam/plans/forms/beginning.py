"""What the address of a new plan asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms

from kam.core.errors import NotFound

LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Asked:
    """Whom and what a plan is to be about, as far as it is chosen."""

    account: int | None
    person: int | None
    product: int | None
    whole: bool
    q: str

    @property
    def is_chosen(self) -> bool:
        """Whether it is said whom the plan is about: a person, or the whole account."""
        return self.whole or self.person is not None


class BeginQuery(forms.Form):
    """The address of a new plan; what it does not know leads nowhere."""

    account = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    person = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    product = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    whole = forms.BooleanField(required=False)
    q = forms.CharField(max_length=80, required=False)

    def told(self) -> Asked:
        """Return what was asked for."""
        if not self.is_valid():
            raise NotFound
        return Asked(**self.cleaned_data)
