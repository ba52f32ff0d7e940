"""A purchase (采购): what an account bought of a product in a month."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account
from kam.catalog.models import Product
from kam.core.fields import Day, within, within_days
from kam.core.marking import mark
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR
from kam.pipeline.models.money import Valued
from kam.pipeline.querysets import PurchaseQuerySet

LARGEST_QUANTITY = 10**12


class Purchase(Valued):
    """What an account bought of a product in a month: quantity, value, or both."""

    COUNTED = pgettext_lazy("deal", "采购")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="purchases",
        verbose_name=pgettext_lazy("deal", "客户"),
    )
    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("产品")
    )
    month = Day(_("月份"))
    quantity = models.BigIntegerField(
        pgettext_lazy("deal", "数量"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("数量不能小于 0")),
            MaxValueValidator(LARGEST_QUANTITY, _("数量太大")),
        ],
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = PurchaseQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            within("value_minor", 0, LARGEST_MINOR, "pipeline_purchase_value"),
            within("quantity", 0, LARGEST_QUANTITY, "pipeline_quantity"),
            within_days("month", "pipeline_month"),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=False)
                | models.Q(value_minor__isnull=False),
                name="pipeline_bought_something",
            ),
            models.UniqueConstraint(
                fields=["account", "product", "month"],
                condition=models.Q(retracted_at=None),
                name="pipeline_purchase_once",
                violation_error_message=_(
                    "这个客户这个月已有这个产品的采购，请改那一条"
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "month"], name="pipeline_purchases"),
            models.Index(fields=["-month", "-id"], name="pipeline_by_month"),
        ]

    def __str__(self) -> str:
        """Return the month."""
        return f"{self.month:%Y-%m}"

    def clean(self) -> None:
        """Keep the first day of the month, and at least one number."""
        self.currency = (self.currency or "CNY").upper()
        if self.month is not None:
            self.month = self.month.replace(day=1)
        if self.quantity is None and self.value_minor is None:
            said = mark("请写数量或金额")
            raise ValidationError({"quantity": ValidationError(said)})
