"""Forms of a question: writing it, noting that it was asked, answering it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.judgements.terms import Source
from kam.questions.models import Question
from kam.questions.rules.puzzles import ANCHORS, PUZZLES
from kam.questions.services import Draft, Reply
from kam.questions.terms import Impact, Puzzle
from kam.web.editing import EditForm
from kam.web.speech import say
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable


def _somebody(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False
    )


def offer(form: forms.Form | EditForm, people: Iterable[tuple[int, str]]) -> None:
    """Offer the people of the account wherever somebody is chosen."""
    choices = [("", "—"), *people]
    for name in ("stakeholder", "other"):
        if name in form.fields:
            form.fields[name].choices = choices  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """A question of one's own."""

    text = forms.CharField(
        label=_("想知道什么"),
        max_length=300,
        help_text=_("一句能当面问出口的话，例如：遴选会哪天开、谁投票？"),
    )
    why = forms.CharField(
        label=_("为什么重要"),
        max_length=500,
        required=False,
        help_text=_("知道了会改变什么？"),
    )
    impact = forms.ChoiceField(
        label=_("影响"),
        choices=Impact.choices,
        initial=Impact.MIDDLE,
        widget=forms.RadioSelect,
    )
    stakeholder = _somebody(_("可问谁"))
    other = _somebody(_("还可问谁"))

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people)

    @property
    def draft(self) -> Draft:
        """What the service is given."""
        told = self.cleaned_data
        return Draft(
            text=told["text"],
            why=told["why"],
            impact=told["impact"],
            stakeholder_id=told["stakeholder"],
            other_id=told["other"],
        )


class EditQuestionForm(EditForm):
    """A stored question; somebody else's change becomes a choice."""

    stakeholder = _somebody(_("可问谁"))
    other = _somebody(_("还可问谁"))

    class Meta:
        model = Question
        fields: ClassVar = ["text", "why", "impact", "stakeholder", "other"]
        widgets: ClassVar = {
            "impact": forms.RadioSelect,
            "why": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, people)


class AskedForm(forms.Form):
    """Noting that a question was asked."""

    name = forms.CharField(max_length=100, widget=forms.HiddenInput)
    stakeholder = _somebody(_("问了谁"))
    day = forms.DateField(label=_("哪天问的"), widget=DayInput())

    def __init__(
        self, *args: Any, people: Iterable[tuple[int, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"asked-{self['name'].value()}-%s"
        offer(self, people)


class AnswerForm(EditForm):
    """What was learned, how, and how long it holds; another's answer is a choice."""

    answer = forms.CharField(
        label=_("答案"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.ChoiceField(
        label=_("怎么知道的"),
        choices=Source.choices,
        initial=Source.TOLD,
        widget=forms.RadioSelect,
    )
    answered_on = forms.DateField(label=_("哪天知道的"), widget=DayInput())
    expires_on = forms.DateField(
        label=_("有效到"),
        widget=DayInput(),
        required=False,
        help_text=_("不写就按设置里的天数算。"),
    )

    class Meta:
        model = Question
        fields: ClassVar = ["answer", "source", "answered_on", "expires_on"]

    @property
    def reply(self) -> Reply:
        """What the service is given: one's own, and what is kept of another's."""
        told: dict[str, Any] = {**self._stored(), **self.chosen()}
        return Reply(
            answer=told["answer"],
            source=told["source"],
            day=told["answered_on"],
            expires_on=told["expires_on"],
        )


class PuzzlesForm(forms.Form):
    """Five scores with a line each, and whether the manager may know of it."""

    shared = forms.BooleanField(
        label=_("让主管知道我这个月做过（不给看分数和文字）"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scores = [(n, f"{n} · {say(text)}") for n, text in ANCHORS.items()]
        for name in PUZZLES:
            self.fields[name] = forms.TypedChoiceField(
                label=Puzzle(name).label,
                choices=scores,
                coerce=int,
                widget=forms.RadioSelect,
            )
            self.fields[f"{name}_line"] = forms.CharField(
                label=_("一句话：这个月的一个例子"), max_length=200, required=False
            )

    @property
    def pairs(self) -> list[tuple[str, Any, Any]]:
        """Each puzzle with its two fields."""
        return [(name, self[name], self[f"{name}_line"]) for name in PUZZLES]
