"""The vocabulary of needs: how customers think of their work, and what fits it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProblemKind(TextChoices):
    """A step in how somebody thinks of their work (method §3.20)."""

    CONCEPT = "concept", _("问题的概念")
    CLASS = "class", _("问题的分类")
    METHOD = "method", _("应对的方法")


class Fit(TextChoices):
    """How one of our products fits a method of the customer."""

    USED = "used", pgettext_lazy("fit", "已用")
    USABLE = "usable", pgettext_lazy("fit", "可用")
    UNFIT = "unfit", pgettext_lazy("fit", "不适用")
    UNKNOWN = "unknown", pgettext_lazy("fit", "未知")


class ClaimState(TextChoices):
    """How far a value has come into the customer's experience (method §3.7)."""

    PERCEIVED = "perceived", _("我们感知")
    TOLD = "told", _("已告知")
    EXPERIENCED = "experienced", _("客户体验")
    CONFIRMED = "confirmed", _("客户确认")


class ChangeTerm(TextChoices):
    """Which term of the change equation a message moves (method §3.21)."""

    RISK = "risk", _("降低决策的风险")
    SWITCH = "switch", _("降低转变的成本")
    POST = "post", _("降低采用后的成本")
    VALUE = "value", _("提高效果或价值")
