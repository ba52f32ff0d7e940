"""A step (步骤) of a plan, and the visits that are to move it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR
from kam.plans.models.plan import Plan
from kam.plans.querysets import StepQuerySet, StepVisitQuerySet
from kam.plans.rules.increments import HIGHEST_TERM
from kam.plans.terms import StepKind, StepState
from kam.visits.models import Visit

User = settings.AUTH_USER_MODEL
MOST_STEPS = 40
ON_SCALE = [MinValueValidator(0), MaxValueValidator(HIGHEST_TERM)]
AMOUNT = [
    MinValueValidator(0, _("金额不能小于 0")),
    MaxValueValidator(LARGEST_MINOR, _("金额太大，请检查单位")),
]
DONE = models.Q(state=StepState.DONE, done_on__isnull=False)
NOT_DONE = models.Q(state__in=[StepState.OPEN, StepState.DROPPED], done_on=None)
NO_INCREMENT = models.Q(kind="", before=None, after=None)
INCREMENT = ~models.Q(kind="") & models.Q(before__isnull=False, after__isnull=False)


class Step(Record):
    """One increment from A towards B: what, who, by when, with what, and its sign.

    `waits_for` is the step that has to be done before.
    """

    UNAUDITED = Record.UNAUDITED | {"client_id"}

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="steps", verbose_name=_("客户计划")
    )
    place = models.PositiveSmallIntegerField(
        _("第几步"), validators=[MinValueValidator(1)]
    )
    waits_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("先做哪一步"),
    )
    what = Line(_("做什么"), max_length=200)
    kind = models.CharField(
        _("改变什么"), max_length=6, choices=StepKind, blank=True, default=""
    )
    before = models.PositiveSmallIntegerField(
        _("从几"), null=True, blank=True, validators=ON_SCALE
    )
    after = models.PositiveSmallIntegerField(
        _("到几"), null=True, blank=True, validators=ON_SCALE
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("负责人"),
    )
    due = Day(_("期限"), null=True, blank=True)
    resource = Prose(_("资源"), max_length=500)
    sign = Prose(_("完成的标志"), max_length=500)
    planned_minor = models.BigIntegerField(
        _("计划投入"), null=True, blank=True, validators=AMOUNT
    )
    spent_minor = models.BigIntegerField(
        _("已经投入"), null=True, blank=True, validators=AMOUNT
    )
    state = models.CharField(
        _("状态"),
        max_length=7,
        choices=StepState,
        default=StepState.OPEN,
        db_default=StepState.OPEN,
    )
    done_on = Day(_("哪天完成的"), null=True, blank=True)
    reason = Line(_("为什么不再做"), max_length=200, blank=True, default="")
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            within("before", 0, HIGHEST_TERM, "plans_step_before"),
            within("after", 0, HIGHEST_TERM, "plans_step_after"),
            within("planned_minor", 0, LARGEST_MINOR, "plans_step_planned"),
            within("spent_minor", 0, LARGEST_MINOR, "plans_step_spent"),
            within("place", 1, MOST_STEPS, "plans_step_place"),
            within_days("due", "plans_step_due"),
            within_days("done_on", "plans_step_done_on"),
            models.CheckConstraint(condition=DONE | NOT_DONE, name="plans_step_state"),
            models.CheckConstraint(
                condition=NO_INCREMENT | INCREMENT,
                name="plans_step_increment",
                violation_error_message=_("改变什么、从几、到几要一起写"),
            ),
            models.CheckConstraint(
                condition=models.Q(waits_for=None)
                | ~models.Q(waits_for=models.F("id")),
                name="plans_step_not_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "place", "id"], name="plans_steps"),
            models.Index(
                fields=["owner", "state", "due", "id"], name="plans_steps_due"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"S{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.plan.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.plan.account.team_id


class StepVisit(Record):
    """A visit is to move a step; `moved` says whether it did, None until told."""

    step = models.ForeignKey(
        Step,
        on_delete=models.PROTECT,
        related_name="meetings",
        verbose_name=pgettext_lazy("noun", "步骤"),
    )
    visit = models.ForeignKey(
        Visit,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("noun", "拜访"),
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    moved = models.BooleanField(_("这一步动了吗"), null=True, blank=True)
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StepVisitQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "visit"],
                condition=models.Q(retracted_at=None),
                name="plans_visit_once",
                violation_error_message=_("这次拜访已经连着这一步"),
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"M{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.step.plan.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.step.plan.account.team_id
