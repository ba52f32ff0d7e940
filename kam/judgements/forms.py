"""The form of one judgement, and the evidence every form of judgements asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.catalog.models import Product
from kam.judgements.rules.scales import SCALES
from kam.judgements.services import Opinion
from kam.judgements.terms import Confidence, Side, Source
from kam.web.speech import say
from kam.web.widgets import DayInput

if TYPE_CHECKING:
    from kam.judgements.rules.scales import Scale

ROWS = {"rows": 3}
SIDES = [(side.value, side.label) for side in (Side.CUSTOMER, Side.OURS)]


class EvidenceForm(forms.Form):
    """What every judgement rests on: evidence, how we know, how sure, which day."""

    evidence = forms.CharField(
        label=_("依据"),
        max_length=1000,
        help_text=_("写下看到的事，或客户的原话。没有依据的判断，别人没法用。"),
        widget=forms.Textarea(attrs=ROWS),
    )
    source = forms.ChoiceField(
        label=_("怎么知道的"),
        choices=Source.choices,
        initial=Source.TOLD,
        widget=forms.RadioSelect,
    )
    confidence = forms.ChoiceField(
        label=_("把握"),
        choices=Confidence.choices,
        initial=Confidence.MIDDLE,
        widget=forms.RadioSelect,
    )
    day = forms.DateField(label=_("哪天的依据"), widget=DayInput())


class JudgementForm(EvidenceForm):
    """A value, and why it is held true; the scale says which fields there are."""

    value = forms.TypedChoiceField(
        label=pgettext_lazy("noun", "判断"), coerce=int, widget=forms.RadioSelect
    )
    product = forms.ModelChoiceField(
        label=_("产品"), queryset=Product.objects.none(), empty_label=None
    )
    side = forms.ChoiceField(
        label=_("谁的观点"), choices=SIDES, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, aspect: str, products: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.aspect, self.scale = aspect, SCALES[aspect]
        self._fit_value()
        if self.scale.is_per_product:
            self.fields["product"].queryset = products  # type: ignore[attr-defined]
        else:
            del self.fields["product"]
        if not self.scale.has_sides:
            del self.fields["side"]

    def _fit_value(self) -> None:
        if self.scale.anchors:
            choices = _anchored(self.scale)
            self.fields["value"].choices = choices  # type: ignore[attr-defined]
            return
        self.fields["value"] = forms.IntegerField(
            label=pgettext_lazy("noun", "判断"),
            min_value=self.scale.low,
            max_value=self.scale.high,
            help_text=_("%(low)s 到 %(high)s%(unit)s")
            % {
                "low": self.scale.low,
                "high": self.scale.high,
                "unit": self.scale.unit,
            },
        )

    @property
    def opinion(self) -> Opinion:
        """What the service is given."""
        told = self.cleaned_data
        product = told.get("product")
        return Opinion(
            aspect=self.aspect,
            value=told["value"],
            evidence=told["evidence"],
            source=told["source"],
            confidence=told["confidence"],
            day=told["day"],
            product_id=product.pk if product else None,
            side=told.get("side", ""),
        )


def _anchored(scale: Scale) -> list[tuple[int, str]]:
    return [
        (a.value, f"{a.value} · {say(a.label)}" if scale.high > 1 else say(a.label))
        for a in scale.anchors
    ]
