"""Who opened the card of whose territory on the frontier, and what for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Day, within_days
from kam.core.models import Record
from kam.people.models import Territory
from kam.performance.querysets import CardLookQuerySet
from kam.performance.terms import Purpose

User = settings.AUTH_USER_MODEL


class CardLook(Record):
    """A day on which somebody opened the card of a territory that another holds.

    Whoever holds it reads on the own page who that was. It lasts for the reader's day.
    """

    reader = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("谁看的")
    )
    subject = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("看谁的")
    )
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("区域")
    )
    day = Day(_("哪天"))
    purpose = models.CharField(_("目的"), max_length=12, choices=Purpose)

    objects = CardLookQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "subject", "territory", "day"],
                name="performance_card_look_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(reader=models.F("subject")),
                name="performance_card_of_another",
            ),
            within_days("day", "performance_card_look_day"),
        ]
        indexes = [
            models.Index(fields=["subject", "-id"], name="performance_card_looks"),
        ]

    def __str__(self) -> str:
        """Return the day; the people stay private."""
        return f"{self.day}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the team of whoever was looked at."""
        return self.subject.team_id
