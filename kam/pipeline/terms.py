"""How an opportunity ends, and the stages and reasons a company begins with."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Outcome(TextChoices):
    """What became of an opportunity."""

    OPEN = "open", pgettext_lazy("opportunity", "进行中")
    WON = "won", pgettext_lazy("opportunity", "赢单")
    LOST = "lost", pgettext_lazy("opportunity", "输单")


class ShippedStage(TextChoices):
    """The stages a company begins with; it may rename, add and put away."""

    PROSPECTING = "prospecting", pgettext_lazy("stage", "寻找")
    ENGAGING = "engaging", pgettext_lazy("stage", "接洽")
    PROPOSING = "proposing", pgettext_lazy("stage", "方案")
    NEGOTIATING = "negotiating", pgettext_lazy("stage", "谈判")


class ShippedReason(TextChoices):
    """The reasons of a loss a company begins with."""

    PRICE = "price", _("价格")
    RIVAL = "rival", _("对手的产品更合适")
    BUDGET = "budget", _("没有预算")
    NEED = "need", _("需要消失了")
    LATE = "late", _("一再推迟，没有决定")
    ACCESS = "access", _("没有见到作决定的人")
    UNSTATED = "unstated", _("原因不明")


class Pace(TextChoices):
    """How a customer's purchases go on."""

    NONE = "none", pgettext_lazy("purchases", "还没有采购")
    FEW = "few", pgettext_lazy("purchases", "次数还少")
    STEADY = "steady", pgettext_lazy("purchases", "按节奏")
    LATE = "late", pgettext_lazy("purchases", "比平时晚")
    STOPPED = "stopped", pgettext_lazy("purchases", "停了")
