"""A version of the template that account plans begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.blueprints.querysets import OutlineQuerySet
from kam.blueprints.rules.outlines.reading import read_outline
from kam.core.fields import Line
from kam.core.models import Record

if TYPE_CHECKING:
    from kam.blueprints.rules.outlines.shape import OutlineText


class Outline(Record):
    """One version of the template; it is never changed, only put in force or not."""

    COUNTED = _("计划书模板")
    UNAUDITED = Record.UNAUDITED | {"text"}

    number = models.PositiveIntegerField(
        _("版本"), unique=True, validators=[MinValueValidator(2)]
    )
    name = Line(_("名称"), max_length=80)
    text = models.TextField(_("模板"))
    in_force = models.BooleanField(_("启用"), default=False)
    change_note = Line(_("改了什么"), max_length=200, blank=True, default="")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = OutlineQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["in_force"],
                condition=models.Q(in_force=True),
                name="blueprints_one_outline",
                violation_error_message=_("只能启用一个版本"),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=2), name="blueprints_outline_number"
            ),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return f"{self.number}"

    @property
    def content(self) -> OutlineText:
        """What this version says."""
        return read_outline(self.text)
