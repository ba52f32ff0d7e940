"""A form field for amounts as people type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kam.core.cells import minor_of
from kam.core.errors import Invalid
from kam.core.money import Money
from kam.web.speech import say


class AmountField(forms.CharField):
    """An amount typed in yuan, dollars and so on, such as 8600000 or 860万."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write minor units as people read them."""
        if isinstance(value, bool) or not isinstance(value, int):
            return value
        major = Money(value).major
        return f"{major:.0f}" if major == int(major) else f"{major:.2f}"

    def clean(self, value: Any) -> Any:
        """Return minor units, or nothing."""
        text = super().clean(value)
        try:
            return minor_of(text)
        except Invalid as error:
            texts = error.fields.get("amount") or [error.what]
            raise ValidationError([say(t, error.params) for t in texts]) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is written, not how."""
        return str(self.prepare_value(initial) or "") != str(data or "")
