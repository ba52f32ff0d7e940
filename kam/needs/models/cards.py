"""The 3C and 4C cards of an account: our view, and the customer's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Prose, within_days
from kam.needs.models.base import OfAccount
from kam.needs.querysets import NeedQuerySet


class Card(OfAccount):
    """Three things as we see them, and four as the customer does (method §3.3)."""

    COUNTED = _("3C/4C 卡片")

    strengths = Prose(_("我们的强项"), max_length=1000)
    facts = Prose(_("客户的事实"), max_length=1000)
    rivals = Prose(_("竞争对手的动作"), max_length=1000)
    solved = Prose(_("解决了什么需要"), max_length=1000)
    cost = Prose(_("总成本：钱、时间、风险"), max_length=1000)
    convenience = Prose(_("买和用有多方便"), max_length=1000)
    communication = Prose(_("喜欢怎样沟通"), max_length=1000)

    objects = NeedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            within_days("day", "needs_card_day"),
            models.UniqueConstraint(
                fields=["account"],
                name="needs_card_once",
                violation_error_message=_("这个客户已经有卡片"),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody's view."""
        return f"K{self.pk}"
