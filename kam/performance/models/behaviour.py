"""Who looked at whose behaviour and to what end, and how people rate themselves."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Day, Line, within, within_days
from kam.core.models import Record
from kam.performance.querysets import LookQuerySet, RatingQuerySet
from kam.performance.rules.behaviour import HIGHEST, LOWEST, RATED
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


def _rating(label: Any) -> models.PositiveSmallIntegerField:
    bounds = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=bounds
    )


class SelfRating(Record):
    """How somebody rates themselves in the seven weapons for a period; only added.

    The newest of a period stands. Nobody else reads it before its owner shares it.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    period = Line(_("期间"), max_length=10)
    continuity = _rating(_("创造拜访的连续性"))
    relationship = _rating(_("关注关系"))
    probing = _rating(_("有目的的探询与倾听"))
    message = _rating(_("调整信息"))
    closing = _rating(_("直接缔结"))
    drive = _rating(_("怀有成功的愿望"))
    colleagues = _rating(_("与同事密切配合"))
    shared = models.BooleanField(_("给主管看"), default=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            within(name, LOWEST, HIGHEST, f"performance_self_{name}") for name in RATED
        ]
        indexes = [
            models.Index(fields=["user", "period", "-id"], name="performance_ratings"),
        ]

    def __str__(self) -> str:
        """Return the period; the ratings stay private."""
        return self.period

    @property
    def ratings(self) -> dict[str, int | None]:
        """The seven ratings by weapon."""
        return {name: getattr(self, name) for name in RATED}

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the person's team."""
        return self.user.team_id
