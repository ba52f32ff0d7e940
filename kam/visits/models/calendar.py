"""A person's calendar feed: one secret address, of which only the digest is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.models import Record
from kam.people.querysets import OwnQuerySet


class Calendar(Record):
    """An address at which a calendar reads one's own visits without signing in."""

    UNAUDITED = Record.UNAUDITED | {"digest", "read_at"}

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    tells = models.BooleanField(_("写出见谁和本次目标"), default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None),
                name="visits_calendar_once",
                violation_error_message=_("已经有一个日历地址；先作废它，再建新的"),
            )
        ]
