"""The form of a product, and the filters of their list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Product
from kam.catalog.queries import product_lines
from kam.catalog.services import ProductDraft
from kam.web.amounts import AmountField
from kam.web.editing import EditForm
from kam.web.lists import ListForm

if TYPE_CHECKING:
    from kam.people.models import User


class ProductForm(EditForm):
    """A product; only the name is needed."""

    price_minor = AmountField(
        label=_("参考价"), required=False, help_text=_("按元写，也可写 1.2万")
    )

    class Meta:
        model = Product
        fields: ClassVar = [
            "name",
            "code",
            "line",
            "price_minor",
            "currency",
            "summary",
            "is_active",
        ]
        widgets: ClassVar = {"summary": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "code": _("留空则由名称生成"),
            "line": _("如 血凝试剂、仪器"),
            "currency": _("三个大写字母"),
            "summary": _("给谁用、解决什么问题"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = self.instance.pk is not None
        self.fields["currency"].required = False

    def clean_currency(self) -> str:
        """Keep the currency where the field is left out."""
        return self.cleaned_data.get("currency") or self.instance.currency

    @property
    def draft(self) -> ProductDraft:
        """What a new product is made of."""
        values: dict[str, Any] = self.chosen()
        return ProductDraft(**values)


class ProductListForm(ListForm):
    """The filters of the list of products."""

    SORTS: ClassVar = {
        "code": ("code",),
        "name": ("name", "id"),
        "line": ("line", "code"),
        "price": ("price_minor", "code"),
    }
    USUAL = "line"

    q = forms.CharField(
        label=_("名称或代码"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    line = forms.ChoiceField(label=_("产品线"))
    active = forms.TypedChoiceField(
        label=_("状态"),
        choices=[("", _("全部")), ("1", _("在售")), ("0", _("停售"))],
        coerce=lambda value: value == "1",
        empty_value=None,
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["line"]
        field.choices = [("", _("全部")), *((n, n) for n in product_lines(user))]
