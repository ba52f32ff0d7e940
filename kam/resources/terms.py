"""The words of this room: kinds of resources, spans of capacity, states."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ResourceKind(TextChoices):
    """What can be spent on a step."""

    DAYS = "days", pgettext_lazy("resource", "人天")
    EXPERT = "expert", pgettext_lazy("resource", "专家")
    EVENT = "event", pgettext_lazy("resource", "会议与活动")
    MATERIAL = "material", pgettext_lazy("resource", "资料")
    BUDGET = "budget", pgettext_lazy("resource", "预算")
    SAMPLE = "sample", pgettext_lazy("resource", "样品")


class Span(TextChoices):
    """How long a capacity counts before it begins anew."""

    DAY = "day", _("每天")
    MONTH = "month", _("每月")
    YEAR = "year", _("每年")
    TOTAL = "total", _("一共")


class BookingState(TextChoices):
    """Where a request stands; an approved one is a booking."""

    WAITING = "waiting", pgettext_lazy("booking", "待批准")
    BOOKED = "booked", pgettext_lazy("booking", "已预订")
    REFUSED = "refused", pgettext_lazy("booking", "未批准")
    WITHDRAWN = "withdrawn", pgettext_lazy("booking", "已撤回")
    CANCELLED = "cancelled", pgettext_lazy("booking", "已取消")
    USED = "used", pgettext_lazy("booking", "已使用")
