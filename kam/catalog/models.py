"""Products and competitors."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.catalog.querysets import CatalogQuerySet, CompetitorQuerySet
from kam.core.fields import Line, Prose, within
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR


class Product(Record):
    """Something we sell."""

    code = Line(_("代码"), max_length=60, unique=True)
    name = Line(_("名称"), max_length=160)
    name_key = models.CharField(max_length=160, editable=False, db_index=True)
    line = Line(_("产品线"), max_length=120, blank=True, default="")
    price_minor = models.BigIntegerField(_("参考价"), null=True, blank=True)
    currency = models.CharField(_("币种"), max_length=3, default="CNY")
    summary = Prose(_("用途"), max_length=1000)
    is_active = models.BooleanField(_("在售"), default=True)

    objects = CatalogQuerySet.as_manager()

    class Meta:
        ordering = ["line", "code"]
        constraints = [within("price_minor", 0, LARGEST_MINOR, "catalog_price")]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Competitor(Record):
    """Somebody who sells what we sell."""

    name = Line(_("名称"), max_length=160, unique=True)
    note = Prose(_("说明"), max_length=1000)
    is_active = models.BooleanField(_("仍在竞争"), default=True)

    objects = CompetitorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
