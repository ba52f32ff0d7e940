"""An account plan (客户计划书) of an account and a year, and its objectives."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account
from kam.blueprints.querysets import BlueprintQuerySet, OfBlueprintQuerySet
from kam.blueprints.rules import measures
from kam.blueprints.rules.states import is_writable
from kam.blueprints.terms import BlueprintState, Measure
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.models import AccountRecord, Record
from kam.core.money import LARGEST_MINOR

User = settings.AUTH_USER_MODEL
LONGEST, LONGEST_TOLD = 8000, 2000
FIRST_YEAR, LAST_YEAR = 2000, 2100
IN_YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class Blueprint(AccountRecord):
    """The one living plan of an account for a year.

    The text of each section is a column, so that two people who write different
    sections at once both keep their words. `told_` columns are the only texts that a
    customer may be shown.
    """

    COUNTED = _("客户计划书")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="blueprints",
        verbose_name=pgettext_lazy("noun", "客户"),
    )
    year = models.PositiveSmallIntegerField(_("年度"), validators=IN_YEARS)
    outline = models.PositiveIntegerField(_("模板版本"), default=1, editable=False)
    state = models.CharField(
        _("状态"),
        max_length=8,
        choices=BlueprintState,
        default=BlueprintState.DRAFT,
        db_default=BlueprintState.DRAFT,
    )
    number = models.PositiveIntegerField(_("版本"), default=0, editable=False)
    text_facts = Prose(_("客户概况"), max_length=LONGEST)
    text_platform = Prose(_("平台、阶段与潜力"), max_length=LONGEST)
    text_hierarchy = Prose(_("层级与接触层面"), max_length=LONGEST)
    text_relations = Prose(_("关系矩阵"), max_length=LONGEST)
    text_people = Prose(_("关键人"), max_length=LONGEST)
    text_change = Prose(_("转变"), max_length=LONGEST)
    text_goals = Prose(_("目标"), max_length=LONGEST)
    text_steps = Prose(_("从 A 到 B 的步骤与资源"), max_length=LONGEST)
    text_probing = Prose(_("要探询的"), max_length=LONGEST)
    text_risks = Prose(_("风险与流失"), max_length=LONGEST)
    text_joint = Prose(_("共同价值目标"), max_length=LONGEST)
    text_reviews = Prose(_("拜访与评审"), max_length=LONGEST)
    told_facts = Prose(_("给客户看的话"), max_length=LONGEST_TOLD)
    told_goals = Prose(_("给客户看的话"), max_length=LONGEST_TOLD)
    told_steps = Prose(_("给客户看的话"), max_length=LONGEST_TOLD)
    told_joint = Prose(_("给客户看的话"), max_length=LONGEST_TOLD)
    told_reviews = Prose(_("给客户看的话"), max_length=LONGEST_TOLD)
    next_review = Day(_("下次评审"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁提交的"),
    )
    submitted_at = models.DateTimeField(
        _("哪天提交的"), null=True, blank=True, editable=False
    )
    decided_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("谁决定的"),
    )
    decided_at = models.DateTimeField(
        _("哪天决定的"), null=True, blank=True, editable=False
    )
    decision = Prose(_("批准或退回时说的"), max_length=1000)
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填写人"),
    )
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = BlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            within("year", FIRST_YEAR, LAST_YEAR, "blueprints_year"),
            within_days("next_review", "blueprints_next_review"),
            models.UniqueConstraint(
                fields=["account", "year"],
                name="blueprints_once_a_year",
                violation_error_message=_("这个客户这一年已经有计划书"),
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "back"])
                | models.Q(submitted_at__isnull=False, number__gte=1),
                name="blueprints_sent_with_version",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="blueprints_by_state"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"B{self.pk}"

    @property
    def is_writable(self) -> bool:
        """Whether texts and objectives may be changed."""
        return is_writable(self.state)


class Objective(Record):
    """A goal with a measure that is read from records; nobody types its value.

    `baseline` is the measure on the day it was set, or the year before for sums.
    A joint one may be shown to the customer in the words of `told`.
    """

    UNAUDITED = Record.UNAUDITED | {"client_id"}

    blueprint = models.ForeignKey(
        Blueprint,
        on_delete=models.PROTECT,
        related_name="objectives",
        verbose_name=_("客户计划书"),
    )
    name = Line(pgettext_lazy("objective", "目标"), max_length=200)
    measure = models.CharField(_("用什么衡量"), max_length=12, choices=Measure)
    threshold = models.PositiveSmallIntegerField(_("第几级"), null=True, blank=True)
    baseline = models.BigIntegerField(_("起点"), null=True, blank=True, editable=False)
    target = models.BigIntegerField(
        pgettext_lazy("objective", "目标值"),
        validators=[MaxValueValidator(LARGEST_MINOR)],
    )
    began = Day(_("从哪天算起"), editable=False)
    due = Day(_("期限"))
    is_joint = models.BooleanField(_("和客户共同的目标"), default=False)
    told = Line(_("给客户看的说法"), max_length=200, blank=True, default="")
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = OfBlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            within("target", 1, LARGEST_MINOR, "blueprints_target"),
            within("threshold", 1, 7, "blueprints_threshold"),
            within_days("due", "blueprints_due"),
            within_days("began", "blueprints_began"),
        ]
        indexes = [models.Index(fields=["blueprint", "due"], name="blueprints_goals")]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"G{self.pk}"

    def clean(self) -> None:
        """Say in words what does not fit the measure."""
        if self.measure not in measures.RULES or self.target is None:
            return
        faults = measures.faults(self.measure, self.threshold, self.target)
        if self.due and self.began and self.due < self.began:
            faults["due"] = measures.PAST
        if faults:
            raise ValidationError({n: ValidationError(t) for n, t in faults.items()})

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.blueprint.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.blueprint.account.team_id
