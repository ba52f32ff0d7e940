"""Products and competitors."""

from __future__ import annotations

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    RegexValidator,
)
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.catalog.querysets import CatalogQuerySet, CompetitorQuerySet
from kam.core.fields import Line, Prose, within
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR, Money
from kam.core.text import name_key


class Product(Record):
    """Something we sell."""

    COUNTED = _("产品")

    UNAUDITED = Record.UNAUDITED | {"name_key"}

    code = Line(
        _("代码"),
        max_length=60,
        unique=True,
        error_messages={"unique": _("已有这个代码的产品")},
    )
    name = Line(_("名称"), max_length=160)
    name_key = models.CharField(max_length=160, editable=False, db_index=True)
    line = Line(_("产品线"), max_length=120, blank=True, default="")
    price_minor = models.BigIntegerField(
        _("参考价"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("价格不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("价格太大，请检查单位")),
        ],
    )
    currency = models.CharField(
        _("币种"),
        max_length=3,
        default="CNY",
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("请写三个大写字母，如 CNY"))],
    )
    summary = Prose(_("用途"), max_length=1000)
    is_active = models.BooleanField(_("在售"), default=True)

    objects = CatalogQuerySet.as_manager()

    class Meta:
        ordering = ["line", "code"]
        constraints = [within("price_minor", 0, LARGEST_MINOR, "catalog_price")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Derive the key that duplicates are found by."""
        self.name_key = name_key(self.name)[:160]

    @property
    def price(self) -> Money | None:
        """The list price as money."""
        if self.price_minor is None:
            return None
        return Money(self.price_minor, self.currency)


class Competitor(Record):
    """Somebody who sells what we sell."""

    name = Line(
        _("名称"),
        max_length=160,
        unique=True,
        error_messages={"unique": _("已有这家竞争对手")},
    )
    note = Prose(_("说明"), max_length=1000)
    is_active = models.BooleanField(_("仍在竞争"), default=True)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
