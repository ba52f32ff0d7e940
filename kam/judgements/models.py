"""Judgements: what somebody of us holds to be true, with day and evidence."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.catalog.models import Product
from kam.core.fields import Day, Prose, within, within_days
from kam.core.marking import mark
from kam.core.models import AccountRecord
from kam.judgements.querysets import JudgementQuerySet
from kam.judgements.rules.scales import SCALES
from kam.judgements.terms import Aspect, Confidence, Side, Source

HIGHEST = 100


class Judgement(AccountRecord):
    """One value of one aspect of a person on a day; a later one replaces none."""

    COUNTED = _("判断")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="judgements",
        verbose_name=_("客户个体"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    aspect = models.CharField(_("判断什么"), max_length=12, choices=Aspect)
    side = models.CharField(
        _("谁的观点"), max_length=10, choices=Side, blank=True, default=""
    )
    value = models.PositiveSmallIntegerField(_("值"))
    evidence = Prose(_("依据"), max_length=1000, blank=False)
    source = models.CharField(_("怎么知道的"), max_length=10, choices=Source)
    confidence = models.CharField(
        _("把握"), max_length=10, choices=Confidence, default=Confidence.MIDDLE
    )
    day = Day(_("哪天的依据"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("判断人"),
        null=True,
        blank=True,
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within("value", 0, HIGHEST, "judgements_value"),
            within_days("day", "judgements_day"),
        ]
        indexes = [
            models.Index(
                fields=["account", "stakeholder", "aspect", "-day", "-id"],
                name="judgements_of_account",
            ),
            models.Index(
                fields=["stakeholder", "-day", "-id"], name="judgements_of_person"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"J{self.pk}"

    def clean(self) -> None:
        """Keep the value on its scale, with the product and side it needs."""
        scale = SCALES.get(self.aspect)
        if scale is None:
            return
        faults = {}
        if not scale.holds(self.value):
            faults["value"] = ValidationError(
                mark("请选 %(low)s 到 %(high)s 之间的值"),
                params={"low": scale.low, "high": scale.high},
            )
        if scale.is_per_product != (self.product_id is not None):
            asked = mark("请选产品") if scale.is_per_product else mark("这里不分产品")
            faults["product_id"] = ValidationError(asked)
        if scale.has_sides != bool(self.side):
            asked = mark("请选谁的观点") if scale.has_sides else mark("这里不分双方")
            faults["side"] = ValidationError(asked)
        if faults:
            raise ValidationError(faults)
