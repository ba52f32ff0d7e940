"""The form of a resource, the filters of the catalogue and the calendar, the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.people.models import Team
from kam.resources.models import Resource
from kam.resources.services import ResourceDraft
from kam.resources.terms import ResourceKind
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.lists import ListForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.people.models import User

WEEK, MONTH = "week", "month"


def kinds_offered(*, samples: bool) -> list[tuple[str, Any]]:
    """Return the kinds a company may use."""
    return [
        (value, label)
        for value, label in ResourceKind.choices
        if samples or value != ResourceKind.SAMPLE
    ]


class ResourceForm(EditForm):
    """A resource: what it is, what it costs, how much there is."""

    unit_minor = AmountField(
        label=_("单价"), required=False, help_text=_("一个单位多少钱，按元写")
    )
    starts_on = forms.DateField(
        label=_("从哪天起可用"), required=False, widget=DayInput()
    )
    ends_on = forms.DateField(label=_("到哪天为止"), required=False, widget=DayInput())

    class Meta:
        model = Resource
        fields: ClassVar = [
            "name",
            "kind",
            "unit",
            "unit_minor",
            "capacity",
            "span",
            "team",
            "starts_on",
            "ends_on",
            "notes",
            "needs_approval",
        ]
        widgets: ClassVar = {"notes": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "name": _("如 应用专家 林工、上海用户会、彩页 A4"),
            "unit": _("如 天、席、份、元"),
            "capacity": _("留空就不限；专家一般每天 1"),
            "span": _("多长时间算一次：专家按天，预算按年，活动席位一共多少"),
            "starts_on": _("活动写当天；一直可用就留空"),
            "needs_approval": _("不勾就申请即预订，先到先得"),
            "notes": _("申请时要知道的：提前几天、由谁带"),
        }

    def __init__(
        self, user: User, *args: Any, samples: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind: Any = self.fields["kind"]
        kind.choices = [("", "—"), *kinds_offered(samples=samples)]
        if self.instance.kind == ResourceKind.SAMPLE and not samples:
            kind.choices.append((ResourceKind.SAMPLE, ResourceKind.SAMPLE.label))
        team: Any = self.fields["team"]
        team.queryset = Team.objects.visible_to(user)
        if self.instance.pk is None:
            self.initial["team"] = user.team_id

    def clean_unit_minor(self) -> int:
        """Take no price for nothing."""
        return self.cleaned_data.get("unit_minor") or 0

    @property
    def draft(self) -> ResourceDraft:
        """What a new resource is made of."""
        told: dict[str, Any] = self.chosen()
        return ResourceDraft(**told)


class ResourceListForm(ListForm):
    """The filters of the catalogue."""

    SORTS: ClassVar = {
        "kind": ("kind", "name", "id"),
        "name": ("name", "id"),
        "cost": ("unit_minor", "id"),
        "capacity": ("capacity", "id"),
    }
    USUAL = "kind"

    q = forms.CharField(
        label=pgettext_lazy("resource", "名称"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("种类"), choices=[("", _("全部")), *ResourceKind.choices]
    )
    archived = forms.TypedChoiceField(
        label=_("状态"),
        choices=[("", _("可用")), ("1", _("已归档"))],
        coerce=lambda value: value == "1",
        empty_value=None,
    )


class CalendarForm(forms.Form):
    """Which days of which kind."""

    view = forms.ChoiceField(choices=[(WEEK, WEEK), (MONTH, MONTH)], required=False)
    day = forms.DateField(required=False)
    kind = forms.ChoiceField(choices=[("", ""), *ResourceKind.choices], required=False)


class RuleForm(forms.Form):
    """What has to be confirmed for one kind."""

    text = forms.CharField(
        label=_("要确认什么"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("申请人勾选的就是这句话；谁在什么时候确认的都有记录"),
    )
    always = forms.BooleanField(
        label=_("不写客户方也要确认"),
        required=False,
        help_text=_("如会议：参加的人还没定，也先确认"),
    )
