"""The words of probing."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Level(IntegerChoices):
    """The flow from the customer's problem to a trial (method §5.3, ours)."""

    PROBLEM = 1, _("L1 问题和范围")
    CLASSES = 2, _("L2 分类")
    METHODS = 3, _("L3 现在的做法和原因")
    RISKS = 4, _("L4 结果、不满和风险")
    PLACE = 5, _("L5 我们可以放在哪里")
    TERMS = 6, _("L6 什么条件下愿意试")


class Via(TextChoices):
    """How a probe came about: planned, or as a round of a loop."""

    PLAN = "plan", _("计划")
    PFP = "pfp", _("PFP 加深")
    PUP = "pup", _("PUP 接话")


class Signal(TextChoices):
    """What an answer turned out to be."""

    NEED = "need", _("需求")
    CONCERN = "concern", _("顾虑")
    PRIORITY = "priority", _("优先事项")
