"""The forms of the cards, of a claim, and of its moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Product
from kam.needs.models import Card
from kam.needs.rules.cards import OURS, THEIRS
from kam.needs.services import ClaimDraft, MoveDraft
from kam.needs.terms import ClaimState
from kam.web.editing import EditForm
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from kam.accounts.queries.room import PersonRow

ROWS = {"rows": 2}


class CardForm(EditForm):
    """The three C of ours and the four C of the customer."""

    class Meta:
        model = Card
        fields: ClassVar = [*THEIRS, *OURS, "day"]
        widgets: ClassVar = {
            **{name: forms.Textarea(attrs=ROWS) for name in (*OURS, *THEIRS)},
            "day": DayInput(),
        }

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the card that they belong to."""
        return [
            (gettext("4C：客户的视角"), [self[name] for name in THEIRS]),
            (gettext("3C：我们的视角"), [self[name] for name in OURS]),
            ("", [self["day"]]),
        ]


class ClaimForm(forms.Form):
    """A value that we perceive."""

    text = forms.CharField(
        label=_("我们带来什么价值"),
        max_length=200,
        help_text=_("写客户得到什么，不写产品有什么"),
    )
    person = forms.TypedChoiceField(
        label=_("对谁"), coerce=int, empty_value=None, required=False
    )
    product = forms.ModelChoiceField(
        label=_("产品"),
        queryset=Product.objects.none(),
        required=False,
        empty_label="—",
    )
    day = forms.DateField(label=_("哪天知道的"), widget=DayInput())

    def __init__(
        self,
        *args: Any,
        people: Iterable[PersonRow],
        products: QuerySet[Product],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(p.pk, p.name) for p in people if not p.has_left]
        self.fields["person"].choices = [("", "—"), *named]  # type: ignore[attr-defined]
        self.fields["product"].queryset = products  # type: ignore[attr-defined]

    @property
    def draft(self) -> ClaimDraft:
        """What the service is given."""
        told = self.cleaned_data
        product = told["product"]
        return ClaimDraft(
            text=told["text"],
            stakeholder_id=told["person"],
            product_id=product.pk if product else None,
            day=told["day"],
        )


class MoveForm(forms.Form):
    """Where a claim has come to."""

    state = forms.ChoiceField(
        label=_("到了哪一步"), choices=ClaimState.choices, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("依据"),
        max_length=1000,
        help_text=_("客户的原话，或亲眼看到的事"),
        widget=forms.Textarea(attrs=ROWS),
    )
    day = forms.DateField(label=_("哪天的依据"), widget=DayInput())

    @property
    def draft(self) -> MoveDraft:
        """What the service is given."""
        return MoveDraft(**self.cleaned_data)
