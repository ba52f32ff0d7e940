"""Planning a question for a visit, and noting what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.probing.models import Probe
from kam.probing.services import Draft, Heard
from kam.probing.terms import Signal, Via
from kam.thinking.terms import Quadrant
from kam.visits.forms.plan import SHORT
from kam.web.editing import EditForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.visits.queries import Seen

LOOPS = [(Via.PFP, Via.PFP.label), (Via.PUP, Via.PUP.label)]


class ProbeForm(EditForm):
    """What is asked, what it is to tell, at which level, of whom."""

    class Meta:
        model = Probe
        fields = ("text", "aim", "level", "quadrant", "stakeholder")
        widgets = {"text": forms.Textarea(attrs=SHORT)}
        help_texts = {
            "text": _("开放、一次一件、问他的工作，不问我们的产品"),
            "aim": _("答了这个，您才知道下一步怎么走"),
        }

    def __init__(self, *args: Any, people: Iterable[Seen] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stakeholder"] = forms.TypedChoiceField(
            label=_("问谁"),
            coerce=int,
            empty_value=None,
            required=False,
            choices=[("", _("在场的人")), *((p.id, p.name) for p in people)],
        )
        blank = ("", pgettext_lazy("quadrant", "不限"))
        self.fields["quadrant"].choices = [blank, *Quadrant.choices]  # type: ignore[attr-defined]
        if self.instance.pk is not None:
            self.initial["stakeholder"] = self.instance.stakeholder_id

    @property
    def draft(self) -> Draft:
        """What the service is given."""
        return Draft(**self.wanted)  # type: ignore[arg-type]


class HeardForm(forms.Form):
    """What came of a question; all of it may stay empty."""

    answer = forms.CharField(
        label=_("回答"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=SHORT),
    )
    word = forms.CharField(
        label=_("客户的原词"),
        max_length=60,
        required=False,
        help_text=_("照他的说法记；下一句就从这个词接着问"),
    )
    signal = forms.ChoiceField(
        label=_("听到的是"),
        choices=[("", _("还说不准")), *Signal.choices],
        required=False,
    )
    confirmed = forms.BooleanField(label=_("复述后对方确认了"), required=False)

    @property
    def heard(self) -> Heard:
        """What the service is given."""
        told = self.cleaned_data
        return Heard(**{n: told[n] for n in ("answer", "word", "confirmed", "signal")})


class FollowForm(HeardForm):
    """The next round: deeper on the topic, or from the customer's word."""

    via = forms.ChoiceField(
        label=_("怎么追问"), choices=LOOPS, widget=forms.RadioSelect, initial=Via.PFP
    )
    text = forms.CharField(
        label=_("追问了什么"), max_length=300, widget=forms.Textarea(attrs=SHORT)
    )
    word = forms.CharField(
        label=_("又听到的原词"),
        max_length=60,
        required=False,
        help_text=_("有新的词才记；下一句就从它接着问"),
    )

    def __init__(self, *args: Any, can_pick_up: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_pick_up:
            self.fields["via"].choices = LOOPS[:1]  # type: ignore[attr-defined]
