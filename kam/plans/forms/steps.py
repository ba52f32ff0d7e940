"""Forms of a step: what it moves, who, by when, with what; done, or given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.queries.colleagues import workers_on
from kam.plans.models import Step
from kam.plans.models.step import MOST_STEPS
from kam.plans.pages.words import what_of
from kam.plans.services import StepDraft
from kam.plans.terms import StepKind, StepState
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.plans.models import Plan

LARGEST = 2**63 - 1
PLANNED = _("整步一共要多少，预订也在内；按元写，也可写 8000、1.2万")
SPENT = _("预订以外花的；用掉的预订会自动加上")


class StepForm(EditForm):
    """One increment; a plan under way needs owner, day, resource and sign."""

    due = forms.DateField(label=_("期限"), widget=DayInput(), required=False)
    planned_minor = AmountField(label=_("计划投入"), required=False, help_text=PLANNED)
    spent_minor = AmountField(label=_("已经投入"), required=False, help_text=SPENT)

    class Meta:
        model = Step
        fields: ClassVar = [
            "what", "kind", "owner", "before", "after", "due", "waits_for", "resource",
            "sign", "planned_minor", "spent_minor",
        ]  # fmt: skip
        help_texts: ClassVar = {
            "what": _("一步只往前一小段"),
            "kind": _("应用周期上一级，或转变的一项好一点"),
            "resource": _("资料、样品、专家、培训、预算……凭什么走得动"),
            "sign": _("看到什么就算完成，别人也看得出来"),
        }

    field_order = Meta.fields

    def __init__(self, user: User, plan: Plan, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose_owner(plan)
        others = plan.steps.exclude(state=StepState.DROPPED)
        waits: Any = self.fields["waits_for"]
        waits.queryset = others.exclude(pk=self.instance.pk).order_by("place", "pk")
        waits.empty_label = _("不用等")
        waits.label_from_instance = lambda row: f"{row.place} {what_of(user, row)}"
        kind: Any = self.fields["kind"]
        kind.choices = [("", "—"), *StepKind.choices]
        for name in ("resource", "sign"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})
        self.initial["opened"] = self._signed(self._stored())

    def _choose_owner(self, plan: Plan) -> None:
        people = dict(workers_on([plan.account_id])[plan.account_id])
        owner = self.instance.owner
        if owner is not None:
            people.setdefault(owner.pk, owner.name)
        field: Any = forms.TypedChoiceField(
            label=_("负责人"), coerce=int, empty_value=None, required=False
        )
        field.choices = [("", "—"), *people.items()]
        self.fields["owner"] = field

    @property
    def draft(self) -> StepDraft:
        """What a new step is made of."""
        told: dict[str, Any] = self.wanted
        return StepDraft(**told)


class FinishForm(forms.Form):
    """The day on which the sign of completion was seen."""

    day = forms.DateField(label=_("哪天看到完成的标志"), widget=DayInput())


class DropForm(forms.Form):
    """Why a step is given up."""

    reason = forms.CharField(
        label=_("为什么不再做"),
        max_length=200,
        help_text=_("一句话；它会留在计划里，也能重新打开"),
    )


class PlaceForm(forms.Form):
    """The place a step is brought to."""

    place = forms.IntegerField(min_value=1, max_value=MOST_STEPS)


class VisitForm(forms.Form):
    """The visit that is to move a step."""

    visit = forms.IntegerField(min_value=1, max_value=LARGEST)
