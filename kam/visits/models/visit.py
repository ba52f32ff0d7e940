"""A visit: planned → draft → submitted (locked, amendable) or cancelled."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.models import AccountRecord, Record
from kam.visits.querysets import OfVisitQuerySet, RhythmQuerySet, VisitQuerySet
from kam.visits.terms import InsightKind, NotedReason, Outcome, VisitState

User = settings.AUTH_USER_MODEL
LONGEST_NOTE = 86_400


class Visit(AccountRecord):
    """One meeting with people of an account, from its plan to its record."""

    COUNTED = _("拜访")

    # How long a note took is for its owner: the history, which others read, has none.
    UNAUDITED = Record.UNAUDITED | {"client_id", "note_seconds"}

    # `visits_of_account` begins with the account and holds the day besides.
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="visits", db_index=False
    )
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="visits", verbose_name=_("拜访人")
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=VisitState, default=VisitState.PLANNED
    )
    day = Day(_("日期"))
    start_time = models.TimeField(_("时间"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("时长（分钟）"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1439)],
    )
    people: models.ManyToManyField = models.ManyToManyField(
        Stakeholder, through="VisitPerson", related_name="visits"
    )
    objective = Prose(_("本次目标"), max_length=500)
    planned_ask = Prose(_("计划请求"), max_length=500)
    fallback_ask = Prose(_("退一步"), max_length=500)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_to",
    )
    bring = Prose(_("要带的东西"), max_length=500)
    colleagues: models.ManyToManyField = models.ManyToManyField(
        User, through="VisitColleague", related_name="joined_visits"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    fact = Prose(_("事实"), max_length=5000)
    insight = Prose(_("洞察"), max_length=2000)
    insight_kind = models.CharField(
        _("洞察类型"), max_length=12, choices=InsightKind, blank=True, default=""
    )
    noted_reason = models.CharField(
        _("仅记录，因为"), max_length=12, choices=NotedReason, blank=True, default=""
    )
    noted_why = Line(_("仅记录的说明"), max_length=200, blank=True, default="")
    brought = Prose(_("用上的东西"), max_length=500)
    outcome = models.CharField(
        _("结果"), max_length=12, choices=Outcome, blank=True, default=""
    )
    next_objective = Prose(_("下次目标"), max_length=500)
    next_day = Day(_("下次日期"), null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = Line(_("取消原因"), max_length=200, blank=True, default="")
    late_at = models.DateTimeField(null=True, blank=True, editable=False)
    note_seconds = models.PositiveIntegerField(null=True, blank=True, editable=False)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within_days("day", "visits_day"),
            within_days("next_day", "visits_next_day"),
            within("minutes", 1, 1439, "visits_minutes"),
            within("note_seconds", 1, LONGEST_NOTE, "visits_note_seconds"),
        ]
        indexes = [
            models.Index(fields=["account", "-day", "-id"], name="visits_of_account"),
            models.Index(fields=["owner", "state", "day"], name="visits_of_owner"),
            models.Index(fields=["day", "id"], name="visits_by_day"),
            models.Index(fields=["day", "start_time", "id"], name="visits_by_hour"),
            models.Index(
                fields=["day", "id"],
                name="visits_upcoming",
                condition=models.Q(state__in=["planned", "draft"]),
            ),
            models.Index(
                fields=["account", "day"],
                name="visits_open",
                condition=models.Q(state__in=["planned", "draft"]),
            ),
            models.Index(
                fields=["account", "late_at"],
                name="visits_late",
                condition=models.Q(late_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Return the day; the people and the text stay private."""
        return f"{self.day}"

    @property
    def is_locked(self) -> bool:
        """Whether the record may only be amended."""
        return self.state in (VisitState.SUBMITTED, VisitState.CANCELLED)


class VisitPerson(models.Model):
    """A person met, or to be met, in a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="seats")
    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="seats"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "stakeholder"], name="visits_person_once"
            )
        ]


class VisitColleague(models.Model):
    """A colleague who came along, or will; the record stays its owner's."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="company")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "user"], name="visits_colleague_once"
            )
        ]


class Amendment(Record):
    """An addition to a locked record; the record itself stays as it was."""

    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, related_name="amendments"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = Prose(_("补充"), max_length=2000, blank=False)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    @property
    def audit_account_id(self) -> int | None:
        """The account."""
        return self.visit.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.visit.account.team_id


class Rhythm(models.Model):
    """When an account was last visited and when the next visit is due.

    Kept by the verbs of this room, so that no page has to look through visits.
    """

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, related_name="rhythm"
    )
    last_day = models.DateField(null=True)
    last_visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, related_name="+"
    )
    next_day = models.DateField(null=True)
    interval_days = models.PositiveSmallIntegerField()
    due_on = models.DateField(db_index=True)

    objects = RhythmQuerySet.as_manager()
