"""What a person chooses about digests, and until when notices are put off."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.notices.models import DigestChoice
from kam.notices.terms import Cadence, Weekday
from kam.web.editing import EditForm

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class DigestForm(EditForm):
    """How often, on which weekday, at which hour."""

    class Meta:
        model = DigestChoice
        fields = ("cadence", "weekday", "hour")

    cadence = forms.ChoiceField(
        label=_("多久一封"), choices=Cadence, widget=forms.RadioSelect
    )
    weekday = forms.TypedChoiceField(
        label=_("每周哪天"),
        choices=Weekday,
        coerce=int,
        help_text=_("每周一封时用到"),
    )
    hour = forms.TypedChoiceField(label=_("几点发"), choices=HOURS, coerce=int)


class PutOffForm(forms.Form):
    """A day until which notices stay away."""

    until = forms.DateField(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("请选明天到一年之内的一天")},
    )
