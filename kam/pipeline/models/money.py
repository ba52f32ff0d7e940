"""Amounts of this room: whole minor units with a currency."""

from __future__ import annotations

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.models import AccountRecord
from kam.core.money import LARGEST_MINOR, Money


class Valued(AccountRecord):
    """A record of an account with a value that may not be known yet."""

    value_minor = models.BigIntegerField(
        _("金额"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("金额不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("金额太大，请检查单位")),
        ],
    )
    currency = models.CharField(
        _("币种"),
        max_length=3,
        default="CNY",
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("请写三个大写字母，如 CNY"))],
    )

    class Meta:
        abstract = True

    @property
    def value(self) -> Money | None:
        """The value as money."""
        if self.value_minor is None:
            return None
        return Money(self.value_minor, self.currency)
