"""The forms of this room: what was seen, oneself, and leaving somebody out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.core.errors import Invalid
from kam.core.text import mark
from kam.thinking.models import MOST_SELF
from kam.thinking.rules.clues import LIBRARY
from kam.thinking.rules.preference import QUADRANTS
from kam.thinking.services import Sighting
from kam.thinking.terms import Quadrant
from kam.web.speech import say
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = [(1, _("1 有点像")), (2, _("2 明显")), (3, _("3 很能说明"))]


class SightingForm(forms.Form):
    """What was seen of somebody on one day: clues of the library, or own words."""

    note = forms.CharField(
        label=_("自己写一条"),
        required=False,
        max_length=500,
        help_text=_("写看到或听到的事，不写对人的评价；不写别人的健康、信仰和家庭。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    quadrant = forms.ChoiceField(
        label=_("像哪个象限"),
        choices=[("", "—"), *Quadrant.choices],
        required=False,
    )
    weight = forms.TypedChoiceField(
        label=_("分量"), choices=WEIGHTS, coerce=int, required=False, initial=1
    )
    day = forms.DateField(label=_("哪天"), widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for quadrant in QUADRANTS:
            self.fields[f"clues_{quadrant}"] = forms.MultipleChoiceField(
                label=f"{quadrant.upper()} {Quadrant(quadrant).label}",
                choices=[
                    (clue.code, say(clue.text))
                    for clue in LIBRARY
                    if clue.quadrant == quadrant
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def clues(self) -> list[forms.BoundField]:
        """The clues of the library, a field for each quadrant."""
        return [self[f"clues_{quadrant}"] for quadrant in QUADRANTS]

    def sightings(self) -> list[Sighting]:
        """Return what the service is given, or refuse a form that says nothing."""
        told = list(self._told())
        if not told:
            raise Invalid(fields={"clues_a": [mark("选一条线索，或写下看到了什么")]})
        return told

    def _told(self) -> Iterator[Sighting]:
        given = self.cleaned_data
        for quadrant in QUADRANTS:
            for code in given[f"clues_{quadrant}"]:
                yield Sighting(clue=code, day=given["day"])
        if given["note"] or given["quadrant"]:
            yield Sighting(
                quadrant=given["quadrant"],
                weight=given["weight"] or 1,
                note=given["note"],
                day=given["day"],
            )


class SelfForm(forms.Form):
    """How strongly one prefers each quadrant, by own word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for quadrant in QUADRANTS:
            self.fields[quadrant] = forms.IntegerField(
                label=f"{quadrant.upper()} {Quadrant(quadrant).label}",
                min_value=0,
                max_value=MOST_SELF,
                initial=5,
            )


class ExemptForm(forms.Form):
    """Why somebody is left out, and whether what was written goes as well."""

    reason = forms.CharField(label=_("原因"), required=False, max_length=200)
    erase = forms.BooleanField(label=_("同时清空已写的观察"), required=False)


class AimForm(forms.Form):
    """What is to be said, and what for."""

    objective = forms.CharField(label=_("这次的目标"), required=False, max_length=200)
    message = forms.CharField(label=_("要说的那句话"), required=False, max_length=200)
