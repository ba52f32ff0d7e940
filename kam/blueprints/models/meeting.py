"""Comments on sections, review meetings, and what came of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.blueprints.models.blueprint import Blueprint
from kam.blueprints.querysets import FindingQuerySet, OfBlueprintQuerySet
from kam.blueprints.terms import Section
from kam.core.fields import Day, Prose, within_days
from kam.core.models import Record
from kam.plans.models import Step
from kam.visits.models import Action

User = settings.AUTH_USER_MODEL


class OfBlueprint(Record):
    """What hangs on an account plan: its history is that of the account."""

    class Meta:
        abstract = True

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        plan: Any = self
        found: int = plan.blueprint.account_id
        return found

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        plan: Any = self
        found: int = plan.blueprint.account.team_id
        return found


class Remark(OfBlueprint):
    """What a manager says to a section; it is settled, not deleted."""

    blueprint = models.ForeignKey(
        Blueprint,
        on_delete=models.PROTECT,
        related_name="remarks",
        verbose_name=_("客户计划书"),
    )
    section = models.CharField(_("哪一节"), max_length=10, choices=Section)
    text = Prose(_("意见"), max_length=1000, blank=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(
        _("了结时间"), null=True, blank=True, editable=False
    )
    settled_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁了结的"),
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OfBlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["blueprint", "id"], name="blueprints_remarks")]

    def __str__(self) -> str:
        """Return a name that tells nobody what it says."""
        return f"R{self.pk}"


class Review(OfBlueprint):
    """A review meeting: held on a day, closed with minutes and the next day."""

    blueprint = models.ForeignKey(
        Blueprint,
        on_delete=models.PROTECT,
        related_name="reviews",
        verbose_name=_("客户计划书"),
    )
    day = Day(_("评审日"))
    since = Day(_("从哪天以来"))
    minutes = Prose(_("纪要"), max_length=5000)
    next_on = Day(_("下次评审"), null=True, blank=True)
    number = models.PositiveIntegerField(_("版本"), null=True, blank=True)
    closed_at = models.DateTimeField(
        _("结束时间"), null=True, blank=True, editable=False
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    objects = OfBlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within_days("day", "blueprints_review_day"),
            within_days("since", "blueprints_review_since"),
            within_days("next_on", "blueprints_review_next"),
            models.UniqueConstraint(
                fields=["blueprint"],
                condition=models.Q(closed_at=None),
                name="blueprints_one_review",
                violation_error_message=_("已经有一场评审在开"),
            ),
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day}"

    @property
    def is_open(self) -> bool:
        """Whether the meeting goes on."""
        return self.closed_at is None


class Finding(Record):
    """What came of a question: words, and the action or step made of it."""

    review = models.ForeignKey(
        Review,
        on_delete=models.PROTECT,
        related_name="findings",
        verbose_name=_("评审"),
    )
    question = models.CharField(_("哪个问题"), max_length=20)
    text = Prose(_("结论"), max_length=1000)
    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("行动"),
    )
    step = models.ForeignKey(
        Step,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("要做的步骤"),
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        """Return a name that tells nobody what it says."""
        return f"F{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.review.blueprint.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.review.blueprint.account.team_id
