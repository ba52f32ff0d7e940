"""How somebody thinks of their work, one node a row."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.catalog.models import Product
from kam.core.fields import Line, Prose, within_days
from kam.core.marking import mark
from kam.core.text import name_key
from kam.needs.models.base import OfAccount
from kam.needs.querysets import KeptQuerySet
from kam.needs.terms import Fit, ProblemKind


class Problem(OfAccount):
    """A concept, a class or a method in one person's way of thinking.

    `template` names the role it was filled in from: until somebody writes what the
    customer said (`note`), such a node is our assumption.
    """

    COUNTED = _("专业思路")

    UNAUDITED = OfAccount.UNAUDITED | {"name_key"}

    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="problems",
        verbose_name=_("客户个体"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("属于"),
    )
    kind = models.CharField(_("是什么"), max_length=10, choices=ProblemKind)
    name = Line(_("怎么称呼"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    note = Prose(_("依据"), max_length=1000)
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    fit = models.CharField(
        _("适合程度"), max_length=10, choices=Fit, blank=True, default=""
    )
    template = models.CharField(max_length=20, blank=True, default="", editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [within_days("day", "needs_problem_day")]
        indexes = [
            models.Index(
                fields=["account", "stakeholder", "id"], name="needs_problems"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody's thoughts."""
        return f"N{self.pk}"

    def clean(self) -> None:
        """Derive the key; methods have a fit, and only they."""
        self.name_key = name_key(self.name)[:120]
        is_method = self.kind == ProblemKind.METHOD
        faults = {}
        if is_method and not self.fit:
            faults["fit"] = ValidationError(mark("请选适合程度；不知道就选“未知”"))
        if not is_method and self.fit:
            faults["fit"] = ValidationError(mark("只有方法才写适合程度"))
        if not is_method and self.product_id is not None:
            faults["product_id"] = ValidationError(mark("只有方法才写产品"))
        if faults:
            raise ValidationError(faults)

    @property
    def is_assumed(self) -> bool:
        """Whether it is only what a template says."""
        return bool(self.template) and not self.note
