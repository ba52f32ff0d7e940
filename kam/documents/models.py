"""The letterhead (公司模板): how the documents of a company look."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line
from kam.core.models import Record
from kam.documents.querysets import LetterheadQuerySet
from kam.documents.rules.colours import spelled
from kam.documents.rules.look import Look

COLOUR = RegexValidator(r"^#[0-9a-f]{6}\Z", _("颜色写成 #0057b8 这样"))


def _default(name: str) -> str:
    return f"#{spelled(getattr(Look(), name))}"


class Letterhead(Record):
    """Name, colours, logo and footer of every document; there is one, or none yet."""

    UNAUDITED = Record.UNAUDITED | {"logo", "only"}

    company = Line(_("公司名称"), max_length=80, blank=True, default="")
    footer = Line(_("页脚文字"), max_length=120, blank=True, default="")
    primary = models.CharField(
        _("主色"), max_length=7, default=_default("primary"), validators=[COLOUR]
    )
    accent = models.CharField(
        _("辅色"), max_length=7, default=_default("accent"), validators=[COLOUR]
    )
    logo = models.BinaryField(blank=True, default=b"", editable=False)
    logo_digest = models.CharField(
        _("公司标志"), max_length=64, blank=True, default="", editable=False
    )
    logo_width = models.PositiveSmallIntegerField(
        _("标志宽度"), default=0, editable=False
    )
    logo_height = models.PositiveSmallIntegerField(
        _("标志高度"), default=0, editable=False
    )
    only = models.PositiveSmallIntegerField(default=1, unique=True, editable=False)

    objects = LetterheadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(only=1), name="documents_one_letterhead"
            )
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it says."""
        return "letterhead"
