"""The words of this room: how often a digest comes, and what became of a letter."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Cadence(TextChoices):
    """How often somebody wants a digest by mail."""

    NEVER = "never", _("不发邮件")
    DAILY = "daily", _("每天")
    WEEKLY = "weekly", _("每周")


class Weekday(IntegerChoices):
    """A day of the week, as Python counts them."""

    MONDAY = 0, _("周一")
    TUESDAY = 1, _("周二")
    WEDNESDAY = 2, _("周三")
    THURSDAY = 3, _("周四")
    FRIDAY = 4, _("周五")
    SATURDAY = 5, _("周六")
    SUNDAY = 6, _("周日")


class LetterState(TextChoices):
    """What became of the digest of one person on one day."""

    CLAIMED = "claimed", _("正在准备")
    SENDING = "sending", _("正在交给邮件服务器")
    WAITING = "waiting", _("没有送出，会再试")
    SENT = "sent", _("邮件服务器已收下")
    EMPTY = "empty", _("没有要提醒的，没有发")
    SKIPPED = "skipped", _("不再需要，没有发")
    UNCERTAIN = "uncertain", _("不确定是否收下，不再重发")
    REFUSED = "refused", _("邮件服务器不接受这个地址")
    FAILED = "failed", _("多次没有送出，已放弃")


class Group(TextChoices):
    """How pressing a notice is."""

    LATE = "late", _("已逾期")
    TODAY = "today", pgettext_lazy("notices", "今天到期")
    ASKS = "asks", _("等您处理")
    SOON = "soon", _("七天之内")
