"""Which planned questions were asked, each with a line for the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.probing.services import Heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kam.probing.queries import Planned


class AskedRow(forms.Form):
    """One planned question: asked or not, and what was said to it."""

    asked = forms.BooleanField(label=_("问过了"), required=False)
    answer = forms.CharField(label=_("他怎么说"), max_length=1000, required=False)

    def __init__(self, sent: Any, planned: Planned) -> None:
        start = {"asked": planned.was_asked, "answer": planned.answer}
        super().__init__(sent, initial=start, prefix=f"probe-{planned.id}")
        self.planned = planned
        # What was noted before is taken back on the plan, where it can be undone.
        self.fields["asked"].disabled = planned.was_asked
        answer = self.fields["answer"].widget
        answer.attrs["aria-label"] = f"{self.fields['answer'].label}: {planned.text}"
        answer.attrs["placeholder"] = self.fields["answer"].label

    @property
    def heard(self) -> Heard | None:
        """What is new here; an answer says that it was asked."""
        told, row = self.cleaned_data, self.planned
        if not (told["asked"] or told["answer"]):
            return None
        if row.was_asked and told["answer"] == row.answer:
            return None
        return Heard(told["answer"], row.word, row.confirmed, row.signal)


def heard_of(rows: Iterable[AskedRow]) -> Mapping[int, Heard]:
    """Return what was heard, by the key of the probe."""
    told = {row.planned.id: row.heard for row in rows}
    return {pk: heard for pk, heard in told.items() if heard is not None}
