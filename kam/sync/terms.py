"""The words of this room: what became of an item that a device sent."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EnvelopeState(TextChoices):
    """What became of an item."""

    STORED = "stored", _("已存好")
    MERGED = "merged", _("已合并")
    WAITING = "waiting", _("等前一项")
    CONFLICT = "conflict", _("要您选")
    QUARANTINED = "quarantined", _("隔离中")
    SETTLED = "settled", _("已了结")
    DROPPED = "dropped", _("已放弃")
    REFUSED = "refused", _("未放行")
