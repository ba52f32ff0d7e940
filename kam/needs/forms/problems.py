"""Adding nodes to a tree, changing one, filling it from a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Product
from kam.needs.models import Problem
from kam.needs.rules.roles import ROLES
from kam.needs.services import ProblemDraft
from kam.needs.terms import Fit, ProblemKind
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_AT_ONCE = 20
LONGEST = 120


class NewProblemForm(forms.Form):
    """Some nodes on one parent, one a line."""

    names = forms.CharField(
        label=_("怎么称呼"),
        max_length=MOST_AT_ONCE * LONGEST,
        help_text=_("一行一个，用客户自己的说法"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    product = forms.ModelChoiceField(
        label=_("我们的产品"),
        queryset=Product.objects.none(),
        required=False,
        empty_label=_("还不知道哪个产品"),
    )
    fit = forms.ChoiceField(
        label=_("适合程度"),
        choices=Fit.choices,
        initial=Fit.UNKNOWN,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("依据"),
        required=False,
        max_length=1000,
        help_text=_("客户的原话，或亲眼看到的事"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    day = forms.DateField(label=_("哪天知道的"), widget=DayInput())

    def __init__(
        self,
        *args: Any,
        kind: str,
        parent_id: int | None,
        products: QuerySet[Product],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.parent_id = kind, parent_id
        if kind != ProblemKind.METHOD:
            del self.fields["product"], self.fields["fit"]
        else:
            self.fields["product"].queryset = products  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        """Return the lines that say something."""
        lines = [
            " ".join(row.split()) for row in self.cleaned_data["names"].split("\n")
        ]
        return [line for line in lines if line]

    @property
    def drafts(self) -> list[ProblemDraft]:
        """What the service is given."""
        told = self.cleaned_data
        product = told.get("product")
        return [
            ProblemDraft(
                kind=self.kind,
                name=name,
                parent_id=self.parent_id,
                note=told["note"],
                product_id=product.pk if product else None,
                fit=told.get("fit", ""),
                day=told["day"],
            )
            for name in told["names"]
        ]


class ProblemForm(EditForm):
    """One node; a method also says which product, and how it fits."""

    class Meta:
        model = Problem
        fields: ClassVar = ["name", "fit", "product", "note", "parent", "day"]
        widgets: ClassVar = {
            "fit": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 2}),
            "day": DayInput(),
        }
        help_texts: ClassVar = {"note": _("客户的原话，或亲眼看到的事")}

    def __init__(
        self,
        *args: Any,
        products: QuerySet[Product],
        parents: QuerySet[Problem],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind != ProblemKind.METHOD:
            del self.fields["product"], self.fields["fit"]
        else:
            self.fields["fit"].required = True
            self.fields["fit"].choices = Fit.choices  # type: ignore[attr-defined]
            self.fields["product"].queryset = products  # type: ignore[attr-defined]
        if self.instance.parent_id is None:
            del self.fields["parent"]
        else:
            shown: Any = self.fields["parent"]
            shown.queryset, shown.required, shown.empty_label = parents, True, None
            shown.label_from_instance = lambda row: row.name


class TemplateForm(forms.Form):
    """Which role's template fills the tree."""

    role = forms.ChoiceField(choices=[(role.key, role.key) for role in ROLES])
