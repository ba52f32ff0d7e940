"""Forms of a plan: whom it is about, A, B and the day; how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.adoption.pages.words import stage_words
from kam.catalog.models import Product
from kam.plans.models import Plan
from kam.plans.rules.increments import LOWEST, TOP
from kam.plans.services import PlanDraft
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


class PlanForm(EditForm):
    """A plan: where the customer is, where we help them go, by when."""

    by = forms.DateField(label=_("哪天前走到 B"), widget=DayInput(), required=False)

    class Meta:
        model = Plan
        fields: ClassVar = [
            "name", "stakeholder", "product", "stage_a", "now", "stage_b", "goal", "by",
        ]  # fmt: skip
        help_texts: ClassVar = {
            "name": _("一句话，例如：急诊凝血整合方案"),
            "stage_a": _("从应用周期的判断带来；没有判断过就按现在的样子选"),
            "stage_b": _("一般先走一两级；低于 A 不行"),
            "now": _("现在怎样，凭什么这样说"),
            "goal": _("到了那天，看得见的样子"),
        }

    def __init__(self, user: User, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Stakeholder.objects.visible_to(user).active().filter(account=account)
        person: Any = self.fields["stakeholder"]
        person.queryset = people.select_related("person").order_by("person__name")
        person.empty_label = _("整个客户，不单对一个人")
        person.label_from_instance = lambda row: row.person.name
        goods: Any = self.fields["product"]
        goods.queryset = Product.objects.visible_to(user).order_by("name", "pk")
        goods.empty_label = _("还没定")
        for name in ("stage_a", "stage_b"):
            self._offer_stages(name)
        for name in ("now", "goal"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 2})

    def _offer_stages(self, name: str) -> None:
        label = self.fields[name].label
        hint = self.fields[name].help_text
        stages = [(n, stage_words(n)) for n in range(LOWEST, TOP + 1)]
        field: Any = forms.TypedChoiceField(
            label=label, coerce=int, help_text=hint, choices=[("", "—"), *stages]
        )
        self.fields[name] = field

    @property
    def draft(self) -> PlanDraft:
        """What a new plan is made of."""
        told: dict[str, Any] = self.wanted
        return PlanDraft(**told)


class CloseForm(forms.Form):
    """How a plan ended."""

    ending = forms.CharField(
        label=_("怎么结束的"),
        max_length=200,
        required=False,
        help_text=_("走到了、走不通、或换了方向；一句话，下次接着看"),
    )
