"""The words of this room: states of a plan and of its steps, what a step moves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """Where a plan stands."""

    DRAFT = "draft", pgettext_lazy("plan", "草稿")
    ACTIVE = "active", pgettext_lazy("plan", "进行中")
    CLOSED = "closed", pgettext_lazy("plan", "已结束")


class StepState(TextChoices):
    """Whether a step is done."""

    OPEN = "open", pgettext_lazy("step", "未完成")
    DONE = "done", pgettext_lazy("step", "完成")
    DROPPED = "dropped", pgettext_lazy("step", "不再做")


class StepKind(TextChoices):
    """What a step moves: one stage of the ladder, or one term of change."""

    STAGE = "stage", _("应用周期的一级")
    RISK = "risk", _("错误决策的风险")
    SWITCH = "switch", _("转变的成本")
    POST = "post", _("采用后的成本")
    VALUE = "value", _("效果或价值")
