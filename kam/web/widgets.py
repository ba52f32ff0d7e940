"""Form controls that Django does not bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterable


class DayInput(forms.DateInput):
    """A day, written as browsers want it in every language.

    A browser shows nothing for a day written otherwise, and the next save loses it.
    """

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class SuggestInput(forms.TextInput):
    """A line of text with suggestions to search in; other texts may be typed."""

    template_name = "web/widgets/suggest.html"

    def __init__(
        self, options: Iterable[str], attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__(attrs)
        self.options = tuple(options)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Name the list of suggestions after the field."""
        context = super().get_context(name, value, attrs)
        place = f"{context['widget']['attrs'].get('id', name)}_options"
        context["widget"]["attrs"]["list"] = place
        return {**context, "place": place, "options": self.options}
