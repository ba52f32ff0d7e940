"""What people chose, what they did with notices, and the letters they were sent."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.core.fields import Day, within, within_days
from kam.core.models import Record
from kam.notices.querysets import ChoiceQuerySet, LetterQuerySet, MarkQuerySet
from kam.notices.rules.hours import Timetable
from kam.notices.terms import Cadence, LetterState, Weekday

User = settings.AUTH_USER_MODEL
MOST_KINDS = 40


class DigestChoice(Record):
    """When somebody wants a digest, and which kinds of notices stay silent.

    `since` is when the digest was last asked for: none is owed from before.
    `refused` keeps the digest of an address that a mail server does not accept.
    """

    UNAUDITED = Record.UNAUDITED | {"refused", "refused_at"}

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    cadence = models.CharField(
        _("每隔多久"), max_length=8, choices=Cadence, default=Cadence.NEVER
    )
    weekday = models.SmallIntegerField(
        pgettext_lazy("notices", "星期"), choices=Weekday, default=Weekday.MONDAY
    )
    hour = models.SmallIntegerField(_("几点"), default=8)
    muted = models.JSONField(_("静音的种类"), default=list, blank=True)
    since = models.DateTimeField(null=True, blank=True)
    refused = models.CharField(max_length=64, blank=True, default="")
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = ChoiceQuerySet.as_manager()

    class Meta:
        constraints = [
            within("hour", 0, 23, "notices_choice_hour"),
            within("weekday", 0, 6, "notices_choice_weekday"),
            models.CheckConstraint(
                condition=models.Q(cadence=Cadence.NEVER)
                | models.Q(since__isnull=False),
                name="notices_choice_since",
            ),
        ]

    def clean(self) -> None:
        """Keep the silent kinds to a plain, short list."""
        super().clean()
        kinds = self.muted
        fits = isinstance(kinds, list) and all(isinstance(k, str) for k in kinds)
        if not fits or len(kinds) > MOST_KINDS or len(set(kinds)) != len(kinds):
            raise ValidationError({"muted": _("没有这种通知")})

    def timetable(self, zone: str) -> Timetable:
        """Return when the digest is wanted at a place."""
        return Timetable(self.cadence, self.weekday, self.hour, zone)


class NoticeMark(models.Model):
    """That somebody has read a notice, or put it off until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    stamp = models.CharField(max_length=40, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    until = Day(null=True, blank=True)

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notices_mark_once"),
            within_days("until", "notices_mark_until"),
        ]


class Letter(models.Model):
    """The digest of one person on one local date: there is one, whoever sends it.

    Whoever works on it holds a lease; `fence` counts the holders, and only the latest
    may go on. What it said is not kept.
    """

    COUNTED = pgettext_lazy("part", "摘要邮件")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = Day(_("日期"))
    state = models.CharField(_("状态"), max_length=10, choices=LetterState)
    fence = models.PositiveIntegerField(default=1)
    lease_until = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    due_again_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    notices = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=60, blank=True, default="")

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="notices_letter_once"),
            within_days("day", "notices_letter_day"),
        ]
        indexes = [
            models.Index(
                fields=["due_again_at"],
                name="notices_letter_open",
                condition=models.Q(state__in=["claimed", "sending", "waiting"]),
            ),
        ]
