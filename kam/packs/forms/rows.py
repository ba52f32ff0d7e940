"""One row of the editor: a step, a question or a score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.packs.rules.document import Prompt, Score, Step, Words

Choices = list[tuple[str, str]]
LARGEST_ORDER = 9_999
TITLE = 24


def _line(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=400)


def _lines(label: Any, rows: int = 2) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=4000, widget=area)


def both(words: Words, name: str) -> dict[str, str]:
    """Return the two fields of a text."""
    return {f"{name}_zh": words.zh, f"{name}_en": words.en}


class RowForm(forms.Form):
    """A row has its place among the others, and may be taken away.

    A fresh row was drawn empty; while it stays so, it is no row at all.
    """

    WRITTEN: ClassVar[Sequence[str]] = ()

    order = forms.IntegerField(
        label=_("次序"),
        required=False,
        min_value=0,
        max_value=LARGEST_ORDER,
        widget=forms.NumberInput(attrs={"data-order": ""}),
    )
    gone = forms.BooleanField(
        label=_("删去"),
        required=False,
        widget=forms.CheckboxInput(attrs={"data-gone": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)

    @property
    def anchor(self) -> str:
        """Where the row stands on the page."""
        return f"row-{self.prefix}"

    @property
    def is_fresh(self) -> bool:
        """Whether the row was drawn for something new."""
        return str(self.prefix).rpartition("-")[2].startswith("n")

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in a fresh row."""
        written = (str(self[name].value() or "").strip() for name in self.WRITTEN)
        return self.is_fresh and not any(written)

    @property
    def title(self) -> str:
        """What is written in the row, in short."""
        written = (str(self[name].value() or "").strip() for name in self.WRITTEN)
        return next((text[:TITLE] for text in written if text), "")

    @property
    def trouble(self) -> str:
        """What is wrong first."""
        return str(next(iter(self.errors.values()))[0])

    @property
    def is_gone(self) -> bool:
        """Whether the row is to be taken away."""
        return bool(self["gone"].value())

    @property
    def place(self) -> int:
        """The typed order; what cannot be read stands last."""
        text = str(self["order"].value() or "")
        return int(text) if text.isascii() and text.isdigit() else LARGEST_ORDER

    def words(self, name: str) -> dict[str, str]:
        """Return a text in both languages, as a file has it."""
        cleaned = self.cleaned_data
        return {code: cleaned.get(f"{name}_{code}", "") for code in ("zh", "en")}


class StepForm(RowForm):
    """A step, with those that may follow."""

    WRITTEN = ("name_zh", "name_en", "text_zh", "text_en")

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    name_zh = _line(_("名称（中文）"))
    name_en = _line(_("名称（英文）"))
    text_zh = _lines(_("做什么（中文）"))
    text_en = _lines(_("做什么（英文）"))
    then = forms.MultipleChoiceField(
        label=_("之后到哪一步"), required=False, widget=forms.CheckboxSelectMultiple
    )
    rounds = forms.IntegerField(
        label=_("最多几轮"),
        required=False,
        help_text=_("会绕回来的步骤里，要有一步限定轮数（1–9）"),
        widget=forms.NumberInput(attrs={"min": 1, "max": 9}),
    )

    def __init__(self, *args: Any, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["then"].choices = steps  # type: ignore[attr-defined]

    @staticmethod
    def start(step: Step) -> dict[str, object]:
        """Return what a stored step fills in."""
        told = {"key": step.key, "then": list(step.then), "rounds": step.rounds}
        return {**told, **both(step.name, "name"), **both(step.text, "text")}

    def raw(self, keys: set[str]) -> dict[str, object]:
        """Return the step as a file has it; ways to a step taken away end."""
        cleaned = self.cleaned_data
        told = {
            "key": cleaned.get("key", ""),
            "name": self.words("name"),
            "text": self.words("text"),
            "then": [key for key in cleaned.get("then", []) if key in keys],
        }
        rounds = cleaned.get("rounds")
        return told if rounds is None else {**told, "rounds": rounds}


class PromptForm(RowForm):
    """A question, with its step and its quadrant."""

    WRITTEN = ("text_zh", "text_en")

    step = forms.ChoiceField(label=_("步骤"), required=False)
    quadrant = forms.ChoiceField(label=_("象限"), required=False)
    text_zh = _lines(_("提问（中文）"), 1)
    text_en = _lines(_("提问（英文）"), 1)

    def __init__(
        self, *args: Any, steps: Choices, quadrants: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = steps  # type: ignore[attr-defined]
        self.fields["quadrant"].choices = quadrants  # type: ignore[attr-defined]

    @staticmethod
    def start(prompt: Prompt) -> dict[str, object]:
        """Return what a stored question fills in."""
        told = {"step": prompt.step, "quadrant": prompt.quadrant}
        return {**told, **both(prompt.text, "text")}

    def raw(self) -> dict[str, object]:
        """Return the question as a file has it."""
        return {
            "step": self.cleaned_data.get("step", ""),
            "quadrant": self.cleaned_data.get("quadrant", ""),
            "text": self.words("text"),
        }


class ScoreForm(RowForm):
    """A score, with the line from which it is good."""

    WRITTEN = ("name_zh", "name_en", "text_zh", "text_en")

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    name_zh = _line(_("名称（中文）"))
    name_en = _line(_("名称（英文）"))
    text_zh = _lines(_("怎样算（中文）"))
    text_en = _lines(_("怎样算（英文）"))
    good = forms.FloatField(label=_("达到多少算好"), required=False)

    @staticmethod
    def start(score: Score) -> dict[str, object]:
        """Return what a stored score fills in."""
        told = {"key": score.key, "good": score.good}
        return {**told, **both(score.name, "name"), **both(score.text, "text")}

    def raw(self) -> dict[str, object]:
        """Return the score as a file has it."""
        good = self.cleaned_data.get("good")
        return {
            "key": self.cleaned_data.get("key", ""),
            "name": self.words("name"),
            "text": self.words("text"),
            "good": good if good is not None else "",
        }
