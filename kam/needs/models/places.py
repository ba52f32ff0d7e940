"""One cell of the white-space grid: a product in a unit."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.catalog.models import Competitor, Product
from kam.core.fields import Prose, within, within_days
from kam.core.money import LARGEST_MINOR
from kam.needs.models.base import OfAccount
from kam.needs.querysets import NeedQuerySet

ALL = 100


class Place(OfAccount):
    """How much of a product a unit could use, our share of it, and who has the rest."""

    COUNTED = _("空白格")

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="+", verbose_name=_("产品")
    )
    potential_minor = models.BigIntegerField(
        _("年潜力"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(0, _("潜力不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("潜力太大，请检查单位")),
        ],
    )
    our_share = models.PositiveSmallIntegerField(
        _("我们的份额（%）"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(ALL, _("份额不能超过 100"))],
    )
    competitor = models.ForeignKey(
        Competitor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("主要竞争对手"),
    )
    note = Prose(_("依据"), max_length=1000)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            within("potential_minor", 0, LARGEST_MINOR, "needs_place_potential"),
            within("our_share", 0, ALL, "needs_place_share"),
            within_days("day", "needs_place_day"),
            models.UniqueConstraint(
                fields=["account", "product"],
                name="needs_place_once",
                violation_error_message=_("这个产品在这个单位已经有一格"),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody's figures."""
        return f"W{self.pk}"
