"""The builder: from a feature to a benefit for what one person cares about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.needs.models import Message
from kam.needs.rules.messages import NEEDED, QUADRANTS
from kam.needs.terms import ChangeTerm
from kam.web.editing import EditForm
from kam.web.widgets import SuggestInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kam.catalog.models import Product


class MessageForm(EditForm):
    """One message; only the feature is needed to begin."""

    class Meta:
        model = Message
        fields: ClassVar = [
            "concern",
            "product",
            *(name for name in NEEDED if name != "concern"),
            *(f"variant_{quadrant}" for quadrant in QUADRANTS),
        ]
        help_texts: ClassVar = {
            "concern": _("选他记录过的一条，或写您听到的；没有它就不能带去拜访"),
            "variant_a": _("可不写：同一条信息换一种说法"),
        }

    def __init__(
        self,
        *args: Any,
        concerns: Sequence[str],
        products: QuerySet[Product],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["concern"].widget = SuggestInput(concerns)
        product: Any = self.fields["product"]
        product.queryset, product.empty_label = products, "—"
        term = forms.ChoiceField(
            label=self.fields["term"].label,
            choices=[("", _("还没想好")), *ChangeTerm.choices],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["term"] = term
