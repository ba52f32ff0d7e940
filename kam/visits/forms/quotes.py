"""Words of the customer, as a few short rows of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.visits.services.drafts import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.visits.queries import Seen

ROWS = 6


class QuoteRow(forms.Form):
    """What somebody said, word for word; a row without words is no row.

    Where one meets somebody alone, it is they who said it, unless one says otherwise.
    """

    text = forms.CharField(
        label=_("原话，一字不改"),
        max_length=1000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    person = forms.TypedChoiceField(
        label=_("谁说的"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Seen] = (),
        alone: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].initial = alone
        named = [(p.id, p.name) for p in people]
        self.fields["person"].choices = [("", _("谁说的：—")), *named]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["text"].widget.attrs["placeholder"] = self.fields["text"].label

    @property
    def is_filled(self) -> bool:
        """Whether anything was written here."""
        return bool(self["text"].value())


QuoteRows = forms.formset_factory(QuoteRow, extra=ROWS, max_num=ROWS)


def quotes_of(rows: Any) -> list[Said]:
    """Return the words that were written."""
    told = [form.cleaned_data for form in rows]
    return [
        Said(row["text"], row.get("person"))
        for row in told
        if (row.get("text") or "").strip()
    ]
