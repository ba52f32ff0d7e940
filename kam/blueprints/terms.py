"""The words of account plans: sections, states, measures, answers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Section(TextChoices):
    """The twelve sections (method §5.8)."""

    FACTS = "facts", _("客户概况")
    PLATFORM = "platform", _("平台、阶段与潜力")
    HIERARCHY = "hierarchy", _("层级与接触层面")
    RELATIONS = "relations", _("关系矩阵")
    PEOPLE = "people", _("关键人")
    CHANGE = "change", _("转变")
    GOALS = "goals", pgettext_lazy("section", "目标")
    STEPS = "steps", _("从 A 到 B 的步骤与资源")
    PROBING = "probing", _("要探询的")
    RISKS = "risks", _("风险与流失")
    JOINT = "joint", _("共同价值目标")
    REVIEWS = "reviews", _("拜访与评审")


class BlueprintState(TextChoices):
    """Where an account plan stands."""

    DRAFT = "draft", pgettext_lazy("blueprint", "草稿")
    SUBMITTED = "sent", pgettext_lazy("blueprint", "待批准")
    RETURNED = "back", pgettext_lazy("blueprint", "退回修改")
    APPROVED = "approved", pgettext_lazy("blueprint", "已批准")


class Measure(TextChoices):
    """What an objective is measured by; the value is read from records."""

    PURCHASES = "purchases", _("本年采购额")
    WON = "won", _("本年赢单金额")
    PEOPLE_AT = "people_at", _("到第几级的人数")
    DECISION_MET = "decision_met", _("本年见过的决策层人数")
    NEXT_STEP = "next_step", _("有下一步的拜访占比")
    PLATFORM = "platform", _("走到哪个平台")
    STEPS_DONE = "steps_done", _("步骤完成占比")


class VersionKind(TextChoices):
    """Why a version was frozen."""

    SUBMITTED = "sent", pgettext_lazy("version", "提交")
    APPROVED = "approved", pgettext_lazy("version", "批准")
    REVIEWED = "reviewed", pgettext_lazy("version", "评审")


class Level(TextChoices):
    """How complete something is."""

    GREEN = "green", pgettext_lazy("completeness", "齐全")
    AMBER = "amber", pgettext_lazy("completeness", "还缺一些")
    RED = "red", pgettext_lazy("completeness", "缺关键的")


class ReplyKind(TextChoices):
    """What a customer says of a goal that was shared."""

    CONFIRMED = "confirmed", pgettext_lazy("reply", "确认")
    TALK = "talk", pgettext_lazy("reply", "想谈一谈")
