"""The words of this room: states of a visit, outcomes, kinds of insight, promises."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisitState(TextChoices):
    """Where a visit stands between the plan and the locked record."""

    PLANNED = "planned", _("已计划")
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("已提交")
    CANCELLED = "cancelled", _("已取消")


class Outcome(TextChoices):
    """What the ask brought (method §5.6)."""

    ORDER = "order", _("成交")
    ADVANCE = "advance", _("推进")
    CONTINUATION = "continuation", _("维持")
    REFUSAL = "refusal", _("拒绝")


class InsightKind(TextChoices):
    """What an insight is about (method §2)."""

    NEED = "need", _("需求")
    CONCERN = "concern", _("关心点")
    PRIORITY = "priority", _("优先次序")
    OBSTACLE = "obstacle", _("障碍")
    COMPETITION = "competition", _("竞争")
    DECISION = "decision", _("决策过程")
    PERSONAL = "personal", pgettext_lazy("insight", "个人")


class NotedReason(TextChoices):
    """Why an insight stays a note and becomes no action (method §5.7)."""

    WATCH = "watch", _("再观察一次")
    ACTED = "acted", _("已有行动在做")
    THEIRS = "theirs", _("等对方先动")
    ELSEWHERE = "elsewhere", _("已转给同事")
    IDLE = "idle", _("不影响下一步")
    OTHER = "other", _("其他原因")
    IMPORTED = "imported", _("导入时没有写")


class PromiseSide(TextChoices):
    """Who owes it."""

    OURS = "ours", _("我方")
    THEIRS = "theirs", _("对方")


class PromiseState(TextChoices):
    """Whether a promise was kept."""

    OPEN = "open", _("未了")
    KEPT = "kept", _("已兑现")
    BROKEN = "broken", _("未兑现")


class ActionLevel(TextChoices):
    """Whether one of us does it daily, or the whole company has to (method T27)."""

    KAM1 = "kam1", _("KAM1 · 日常，个人做")
    KAM2 = "kam2", _("KAM2 · 公司层面")


class ActionState(TextChoices):
    """Whether an action is done."""

    OPEN = "open", _("待办")
    DONE = "done", _("已完成")
    DROPPED = "dropped", _("不再做")


class FileState(TextChoices):
    """How much of a file is here."""

    INCOMPLETE = "incomplete", _("还没收齐")
    COMPLETE = "complete", _("已收齐")
    ERASED = "erased", _("已清除")


class Traces(TextChoices):
    """Whether a photo still says where, when and with what it was taken."""

    GONE = "gone", _("拍摄地点和设备信息已去掉")
    KEPT = "kept", _("可能还有拍摄地点")
