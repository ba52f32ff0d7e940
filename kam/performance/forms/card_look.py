"""What somebody opens the card of a territory for."""

from __future__ import annotations

from django import forms

from kam.core.errors import NotFound

LARGEST_ID = 2**63 - 1
LONGEST_PURPOSE = 20


class CardLookForm(forms.Form):
    """Which territory of a run, and what for; the verb checks the purpose."""

    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    purpose = forms.CharField(required=False, max_length=LONGEST_PURPOSE)

    def told(self) -> tuple[int, str]:
        """Return the territory and the purpose."""
        self.is_valid()
        if "unit" not in self.cleaned_data:
            raise NotFound
        return self.cleaned_data["unit"], self.cleaned_data.get("purpose", "")
