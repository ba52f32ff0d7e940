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


class Platform(TextChoices):
    """Where an account stands with us; the last two have left the platforms."""

    MARKET = "market", pgettext_lazy("platform", "市场平台")
    WORKING = "working", pgettext_lazy("platform", "工作平台")
    PURCHASE = "purchase", pgettext_lazy("platform", "购买平台")
    REJECTED = "rejected", pgettext_lazy("platform", "淘汰")
    LOST = "lost", pgettext_lazy("platform", "流失")


class Verdict(TextChoices):
    """What the answers of a screening come to."""

    PASSED = "passed", pgettext_lazy("screening", "通过")
    UNDECIDED = "undecided", pgettext_lazy("screening", "未答完")
    REJECTED = "rejected", pgettext_lazy("screening", "不通过")


class FenceBand(TextChoices):
    """How firm the fence round a customer is; without a rhythm nobody can say."""

    BREAKING = "breaking", pgettext_lazy("fence", "破墙预警")
    HOLDING = "holding", pgettext_lazy("fence", "守住")
    SAFE = "safe", pgettext_lazy("fence", "牢固")
    UNKNOWN = "unknown", pgettext_lazy("fence", "未定")


class ShippedCriterion(TextChoices):
    """The screening criteria a company begins with; the deck lists none."""

    NEED = "need", _("确有需要")
    POTENTIAL = "potential", _("潜力值得投入时间")
    ACCESS = "access", _("见得到作决定的人")
    BUDGET = "budget", _("有预算或进院途径")
    FIT = "fit", _("我们的资源够用")
    COMPLIANCE = "compliance", _("合规上没有问题")


class Step(TextChoices):
    """What comes next at an account: the colour of its card."""

    PLANNED = "planned", pgettext_lazy("step", "已安排")
    TODAY = "today", pgettext_lazy("step", "今天")
    OVERDUE = "overdue", pgettext_lazy("step", "逾期")
    NONE = "none", pgettext_lazy("step", "无下一步")


class Age(TextChoices):
    """What the age of something open says beside what became of others."""

    USUAL = "usual", pgettext_lazy("age", "正常")
    STALE = "stale", pgettext_lazy("age", "拖久了")
    ZOMBIE = "zombie", pgettext_lazy("age", "僵尸")
    UNKNOWN = "unknown", pgettext_lazy("age", "说不准")


class Subject(TextChoices):
    """What is calibrated: opportunities, or the stays on a platform."""

    OPPORTUNITIES = "opportunities", pgettext_lazy("calibration", "商机")
    MARKET = "market", pgettext_lazy("calibration", "市场平台")
    WORKING = "working", pgettext_lazy("calibration", "工作平台")
