"""The form of a purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Product
from kam.pipeline.forms.money import currency_choices
from kam.pipeline.models import Purchase
from kam.pipeline.services import PurchaseDraft
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


class PurchaseForm(EditForm):
    """What was bought of a product in a month; a quantity or a value is enough."""

    month = forms.DateField(
        label=_("月份"),
        widget=DayInput(),
        help_text=_("当月任何一天都可以，按月合计"),
    )
    currency = forms.ChoiceField(label=_("币种"), required=False)
    value_minor = AmountField(
        label=_("金额"), required=False, help_text=_("按元写，也可写 860万、1.2亿")
    )

    class Meta:
        model = Purchase
        fields: ClassVar = ["product", "month", "quantity", "value_minor", "currency"]

    def __init__(self, user: User, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        money: Any = self.fields["currency"]
        money.choices = currency_choices(self.instance.currency or account.currency)
        product: Any = self.fields["product"]
        product.queryset = Product.objects.visible_to(user).order_by("name", "pk")
        if self.instance.pk is None:
            self.initial["currency"] = account.currency

    @property
    def draft(self) -> PurchaseDraft:
        """What a new purchase is made of."""
        told: dict[str, Any] = self.wanted
        return PurchaseDraft(**told)
