"""The shapes at the doors of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.people.models import Team
from kam.performance.models import ComparisonSet, Figure
from kam.performance.terms import Method
from kam.web.editing import EditForm
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kam.people.models import User

LARGEST_ID = 2**63 - 1


class FrontierForm(ListForm):
    """What of which frontier is looked at, and how its table is ordered."""

    SORTS = {
        "index": ("score", "-code", "-id"),
        "code": ("code", "id"),
        "potential": ("potential", "code", "id"),
        "sales": ("sales", "code", "id"),
        "gap": ("gap", "code", "id"),
    }
    USUAL = "-index"

    set = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    period = forms.CharField(max_length=10)
    method = forms.ChoiceField(choices=Method)
    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)


class SetsForm(ListForm):
    """The list of comparison sets."""

    SORTS = {"name": ("name", "id"), "made": ("created_at", "id")}
    USUAL = "name"

    q = forms.CharField(label=_("名称"), max_length=120)


class FiguresForm(ListForm):
    """The figures of a set."""

    SORTS = {
        "code": ("territory__code", "id"),
        "potential": ("potential", "territory__code", "id"),
        "sales": ("sales", "territory__code", "id"),
        "period": ("period", "territory__code", "id"),
    }
    USUAL = "code"

    q = forms.CharField(label=_("区域代码"), max_length=40)

    def __init__(self, *args: Any, periods: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = [
            ("", _("最近一期")),
            *((period, period) for period in periods),
            ("all", _("全部期间")),
        ]
        self.fields["period"] = forms.ChoiceField(
            label=_("期间"), choices=every, required=False
        )


class SetForm(EditForm):
    """What a comparison set is called, and what its figures are counted in."""

    class Meta:
        model = ComparisonSet
        fields = (
            "name",
            "potential_label",
            "potential_unit",
            "sales_label",
            "sales_unit",
            "is_synthetic",
            "note",
        )
        help_texts = {
            "name": _("只把可以公平比较的区域放在一起"),
            "potential_unit": _("如：千元、床位、例"),
            "sales_unit": _("如：千元、台、盒"),
            "is_synthetic": _("演示或编造的数字；页面和文件都会注明"),
            "note": _("数据从哪里来、怎样估的"),
        }


class NewSetForm(SetForm):
    """A new comparison set, in one of the teams its maker may choose."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = forms.ModelChoiceField(
            Team.objects.visible_to(user),
            label=_("团队"),
            initial=user.team_id,
            empty_label=None,
        )

    @property
    def wanted(self) -> dict[str, object]:
        """The values of the set itself, without its team."""
        return {n: v for n, v in super().wanted.items() if n != "team_id"}


class FigureForm(EditForm):
    """The figures of one territory, and whether it takes part."""

    class Meta:
        model = Figure
        fields = ("potential", "sales", "exclusion")
        help_texts = {
            "exclusion": _(
                "填写后这个区域不参与比较，原因会列在结果里。如：空缺 3 个月"
            ),
        }


class MakeRunForm(forms.Form):
    """Which frontier of a set to calculate."""

    period = forms.CharField(max_length=10)
    method = forms.ChoiceField(choices=Method)
