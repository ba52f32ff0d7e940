"""Messages: a feature turned into a benefit for what one person cares about."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.catalog.models import Product
from kam.core.fields import Line, within_days
from kam.needs.models.base import OfAccount
from kam.needs.querysets import KeptQuerySet
from kam.needs.terms import ChangeTerm


class Message(OfAccount):
    """What a product has, does, and means to one person (method §3.25)."""

    COUNTED = _("信息")

    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="messages",
        verbose_name=_("对谁"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    feature = Line(_("特征：产品有什么"), max_length=200)
    effect = Line(_("作用：它做了什么"), max_length=200, blank=True, default="")
    concern = Line(_("针对他关心的哪一点"), max_length=200, blank=True, default="")
    benefit = Line(_("效益：对他意味着什么"), max_length=300, blank=True, default="")
    term = models.CharField(
        _("动到转变的哪一项"),
        max_length=10,
        choices=ChangeTerm,
        blank=True,
        default="",
    )
    variant_a = Line(_("A 分析型的人这样说"), max_length=200, blank=True, default="")
    variant_b = Line(_("B 组织型的人这样说"), max_length=200, blank=True, default="")
    variant_c = Line(_("C 人际型的人这样说"), max_length=200, blank=True, default="")
    variant_d = Line(_("D 想象型的人这样说"), max_length=200, blank=True, default="")
    ready_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [within_days("day", "needs_message_day")]
        indexes = [
            models.Index(
                fields=["account", "stakeholder", "id"], name="needs_messages"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody's concern."""
        return f"M{self.pk}"
