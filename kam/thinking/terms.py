"""The four quadrants, by their words in the deck."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Quadrant(TextChoices):
    """A way of thinking somebody prefers (method §3.24); a hypothesis, not a type."""

    A = "a", _("分析")
    B = "b", _("组织")
    C = "c", _("人际")
    D = "d", _("想象")
