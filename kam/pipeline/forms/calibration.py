"""What the calibration page may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.pipeline.forms.lists import DealForm
from kam.pipeline.terms import Subject
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.people.models import User


class CalibrationForm(DealForm):
    """Which cases, and how they are grouped."""

    SORTS: ClassVar = {"id": ("id",)}
    USUAL = "id"

    of = forms.ChoiceField(widget=forms.HiddenInput, choices=Subject.choices)
    by = forms.ChoiceField(
        label=_("比较谁"),
        choices=[("", _("负责人")), ("team", _("团队")), ("product", _("产品"))],
    )
    owner = forms.ChoiceField(label=_("负责人"))
    since = forms.DateField(label=_("从哪天起开始的"), widget=DayInput())

    field_order = ["by", "product", "owner", "team", "since", "of", "sort", "cursor"]

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        for name in ("q", "account"):
            del self.fields[name]
        self._offer_owners(user)
        of = self.data.get("of") or Subject.OPPORTUNITIES
        if of != Subject.OPPORTUNITIES:
            del self.fields["product"]
            by: Any = self.fields["by"]
            by.choices = [pair for pair in by.choices if pair[0] != "product"]
