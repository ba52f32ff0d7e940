"""Forms of an opportunity: what it is about, winning it, losing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.accounts.queries.colleagues import workers_on
from kam.catalog.models import Product
from kam.pipeline.forms.money import currency_choices
from kam.pipeline.models import Opportunity
from kam.pipeline.services import OpportunityDraft
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.pipeline.models import Reason, Stage

HOW = _("按元写，也可写 860万、1.2亿")


def _day(label: Any, **further: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **further)


class OpportunityForm(EditForm):
    """An opportunity; a product or a few words are enough."""

    currency = forms.ChoiceField(label=_("币种"), required=False)
    value_minor = AmountField(label=_("金额"), required=False, help_text=HOW)
    expected_on = _day(_("预计成交日"), required=False)
    engaged_on = _day(
        _("接洽日"),
        required=False,
        help_text=_("客户哪天开始同我们谈；推进到接洽时自动记下"),
    )
    stage_id = forms.TypedChoiceField(
        label=_("阶段"), coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = Opportunity
        fields: ClassVar = [
            "product", "name", "value_minor", "currency", "expected_on", "engaged_on",
            "owner", "reference",
        ]  # fmt: skip
        help_texts: ClassVar = {
            "name": _("一句话，例如：急诊换机，带两年试剂"),
            "reference": _("别的系统里的编号，导入时用来认出同一条"),
        }

    field_order = [
        "product", "name", "stage_id", "value_minor", "currency", "expected_on",
        "engaged_on", "owner", "reference",
    ]  # fmt: skip

    def __init__(
        self,
        user: User,
        account: Account,
        *args: Any,
        stages: Iterable[Stage] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        money: Any = self.fields["currency"]
        money.choices = currency_choices(self.instance.currency or account.currency)
        goods = Product.objects.visible_to(user).order_by("name", "pk")
        product: Any = self.fields["product"]
        product.queryset = goods
        product.empty_label = _("还没定")
        self._choose_owner(account)
        offered = [(row.pk, row.label) for row in stages]
        if offered:
            stage: Any = self.fields["stage_id"]
            stage.choices, stage.initial = offered, offered[0][0]
        else:
            del self.fields["stage_id"]
        if self.instance.pk is None:
            self.initial["currency"] = account.currency
        self.initial["opened"] = self._signed(self._stored())

    def _choose_owner(self, account: Account) -> None:
        people = workers_on([account.pk])[account.pk]
        field = forms.TypedChoiceField(
            label=_("负责人"),
            coerce=int,
            empty_value=None,
            required=False,
        )
        owner = self.instance.owner
        if owner is not None:
            people.setdefault(owner.pk, owner.name)
        field.choices = [("", _("随客户的负责人")), *people.items()]
        self.fields["owner"] = field

    @property
    def draft(self) -> OpportunityDraft:
        """What a new opportunity is made of."""
        told: dict[str, Any] = self.wanted
        return OpportunityDraft(**told, stage_id=self.cleaned_data.get("stage_id"))


class WinForm(forms.Form):
    """The day and the value of a win."""

    closed_on = _day(_("哪天赢的"))
    value_minor = AmountField(label=_("成交金额"), help_text=HOW)


class LoseForm(forms.Form):
    """The day and the reason of a loss."""

    closed_on = _day(_("哪天输的"))
    lost_reason = forms.TypedChoiceField(
        label=_("主要原因"), coerce=int, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, reasons: Iterable[Reason], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lost_reason"]
        field.choices = [(row.pk, row.label) for row in reasons if row.is_active]
