"""An import: a file somebody sent, and what became of its rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line
from kam.core.models import Record
from kam.transfer.querysets import ImportQuerySet
from kam.transfer.terms import ImportState


class Import(Record):
    """One file on its way into the records of a kind.

    The file lies under a random name; `name` is only what the person called it.
    `choices` holds mapping and options, `report` the counts and first findings.
    `attempt` fences a run: whoever took it over has a higher number.
    """

    UNAUDITED = Record.UNAUDITED | {
        "place",
        "choices",
        "report",
        "rows_done",
        "attempt",
        "beat_at",
    }

    kind = models.CharField(_("内容"), max_length=20)
    name = Line(_("文件名"), max_length=200)
    place = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveIntegerField(_("字节"))
    state = models.CharField(
        _("状态"), max_length=12, choices=ImportState, default=ImportState.UPLOADED
    )
    choices = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    rows_total = models.PositiveIntegerField(_("行数"), default=0)
    rows_done = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["created_by", "-id"], name="transfer_of_person"),
        ]

    def __str__(self) -> str:
        """Return what the file is called."""
        return self.name

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the importing person's team."""
        return self.created_by.team_id
