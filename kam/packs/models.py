"""The versions of method packs that a company wrote for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.clock import now
from kam.core.fields import Line
from kam.core.models import Record
from kam.packs.querysets import PackQuerySet
from kam.packs.rules.reading import read_document
from kam.packs.rules.shipped import KEYS

if TYPE_CHECKING:
    from kam.packs.rules.document import Document


class Pack(Record):
    """One version of one pack; it is never changed, only put in force or not.

    The audit tells the digest of the document, since the row itself keeps it whole.
    """

    COUNTED = _("方法包的版本")

    UNAUDITED = Record.UNAUDITED | {"document", "written_at"}

    method = models.CharField(
        _("方法"), max_length=30, choices=[(key, key) for key in KEYS]
    )
    number = models.PositiveIntegerField(
        _("版本"), validators=[MinValueValidator(2, _("版本 1 随产品附带"))]
    )
    document = models.JSONField()
    digest = models.CharField(_("内容摘要"), max_length=64)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("作者"),
    )
    change_note = Line(_("改了什么"), max_length=200, blank=True, default="")
    written_at = models.DateTimeField(default=now, editable=False)
    in_force = models.BooleanField(_("启用"), default=False)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["method", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "number"],
                name="packs_one_version",
                violation_error_message=_("这个版本已经有了"),
            ),
            models.UniqueConstraint(
                fields=["method"],
                condition=models.Q(in_force=True),
                name="packs_one_in_force",
                violation_error_message=_("每个方法只能启用一个版本"),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=2), name="packs_version"
            ),
        ]

    def __str__(self) -> str:
        """Return the key and the version."""
        return f"{self.method} {self.number}"

    @property
    def content(self) -> Document:
        """The document of this version."""
        return read_document(self.document)
