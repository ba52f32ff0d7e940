"""What a line between two people of an account means."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LineKind(TextChoices):
    """What runs from one person to another (method §3.10)."""

    REPORTS = "reports", _("汇报")
    INFLUENCE = "influence", pgettext_lazy("line", "影响")
    SUPPORT = "support", _("支持")
    CONFLICT = "conflict", _("冲突")


class Strength(IntegerChoices):
    """How strong a line is."""

    WEAK = 1, pgettext_lazy("line", "弱")
    MIDDLE = 2, pgettext_lazy("line", "中")
    STRONG = 3, pgettext_lazy("line", "强")


class TieLevel(IntegerChoices):
    """How well one of us knows somebody of the customer; the words are ours."""

    NONE = 0, _("没有往来")
    SEEN = 1, _("见过面")
    HEARD = 2, _("肯见，谈公事")
    OPEN = 3, _("坦率，说得出反对")
    TRUST = 4, _("信任，先来问他")
    SPONSOR = 5, _("肯为我们引荐")
