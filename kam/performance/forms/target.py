"""Agreeing a target, and the list of targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kam.performance.models import Target
from kam.web.editing import EditForm
from kam.web.lists import ListForm
from kam.web.speech import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kam.core.errors import Stale
    from kam.performance.models import ComparisonSet

LARGEST_REVISION = 2**31 - 1


class TargetForm(EditForm):
    """The agreed figure, and why it is not the proposed one."""

    class Meta:
        model = Target
        fields = ("figure", "reason")
        help_texts = {
            "figure": _("按建议就直接保存；四舍五入不算改动"),
            "reason": _("和建议不同时要写。如：新医院开业，潜力被低估"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].required = True

    def collide(self, error: Stale) -> None:
        """Offer both figures, and say who agreed the other one, and when."""
        super().collide(error)
        told = sentences(error)
        self.add_error(None, gettext("；").join(t for t in told.values() if t))

    @property
    def agreed(self) -> dict[str, Any]:
        """The figure and its reason."""
        return {name: self.cleaned_data[name] for name in ("figure", "reason")}


class TargetUndoForm(forms.Form):
    """Which version of a target is undone."""

    revision = forms.IntegerField(min_value=1, max_value=LARGEST_REVISION)


class TargetsForm(ListForm):
    """The list of targets."""

    SORTS = {
        "period": ("period", "territory__code", "id"),
        "code": ("territory__code", "period", "id"),
        "agreed": ("figure", "territory__code", "id"),
    }
    USUAL = "-period"

    q = forms.CharField(label=_("区域代码"), max_length=40)

    def __init__(
        self,
        *args: Any,
        sets: Iterable[ComparisonSet] = (),
        periods: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        every = pgettext_lazy("filter", "全部")
        self.fields["set"] = forms.TypedChoiceField(
            label=_("比较组"),
            choices=[("", every), *((row.pk, row.name) for row in sets)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["period"] = forms.ChoiceField(
            label=_("期间"),
            choices=[("", every), *((name, name) for name in periods)],
            required=False,
        )
