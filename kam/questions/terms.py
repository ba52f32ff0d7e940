"""How much an answer changes, and where a question stands."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Impact(TextChoices):
    """How much the answer changes what we do."""

    HIGH = "high", pgettext_lazy("impact", "高")
    MIDDLE = "middle", pgettext_lazy("impact", "中")
    LOW = "low", pgettext_lazy("impact", "低")


class QuestionState(TextChoices):
    """Where a question stands on a day."""

    NEVER = "never", _("从未问过")
    ASKED = "asked", _("问过，未答")
    KNOWN = "known", _("已知")
    STALE = "stale", _("已过期")
    DISMISSED = "dismissed", _("不再问")


class Puzzle(TextChoices):
    """The five puzzles of a key account manager (method §3.6)."""

    VALUE = "value", _("怎样让客户看到价值")
    RELATION = "relation", _("怎样处理好关系")
    ADAPT = "adapt", _("怎样适应不同的人")
    NEEDS = "needs", _("怎样了解内在的需要")
    PRICE = "price", _("怎样避免价格战")
