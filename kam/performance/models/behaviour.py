"""Who looked at somebody's behaviour, and to what end."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Day, within_days
from kam.core.models import Record
from kam.performance.querysets import LookQuerySet
from kam.performance.terms import Purpose

User = settings.AUTH_USER_MODEL


class Look(Record):
    """A day on which somebody opened another's behaviour, and what for.

    Whoever is told of reads it on the own page. It lasts for the day of the reader.
    """

    reader = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("谁看的")
    )
    subject = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("看谁的")
    )
    day = Day(_("哪天"))
    purpose = models.CharField(_("目的"), max_length=12, choices=Purpose)

    objects = LookQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "subject", "day"], name="performance_look_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reader=models.F("subject")),
                name="performance_look_at_another",
            ),
            within_days("day", "performance_look_day"),
        ]
        indexes = [
            models.Index(fields=["subject", "-id"], name="performance_looks"),
        ]

    def __str__(self) -> str:
        """Return the day; the people stay private."""
        return f"{self.day}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the team of whoever was looked at."""
        return self.subject.team_id
