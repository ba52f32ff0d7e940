"""A plan (客户计划): from A, where a customer is, to B, by a day."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account, Stakeholder
from kam.catalog.models import Product
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.models import AccountRecord
from kam.plans.querysets import PlanQuerySet
from kam.plans.rules.checks import BACKWARDS, OFF_LADDER
from kam.plans.rules.increments import LOWEST, TOP
from kam.plans.terms import PlanState

User = settings.AUTH_USER_MODEL
ON_LADDER = [MinValueValidator(LOWEST, OFF_LADDER), MaxValueValidator(TOP, OFF_LADDER)]


class Plan(AccountRecord):
    """What we want to reach at an account, perhaps with one person and product.

    Amounts of its steps are in minor units of `currency`.
    """

    COUNTED = _("客户计划")
    UNAUDITED = AccountRecord.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="plans",
        verbose_name=pgettext_lazy("noun", "客户"),
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("客户方"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    name = Line(_("计划叫什么"), max_length=120)
    stage_a = models.PositiveSmallIntegerField(_("A 第几级"), validators=ON_LADDER)
    now = Prose(_("A：客户现在怎样"), max_length=500)
    stage_b = models.PositiveSmallIntegerField(_("B 第几级"), validators=ON_LADDER)
    goal = Prose(_("B：要走到哪里"), max_length=500)
    by = Day(_("哪天前走到 B"), null=True, blank=True)
    currency = models.CharField(_("币种"), max_length=3, editable=False)
    state = models.CharField(
        _("状态"),
        max_length=6,
        choices=PlanState,
        default=PlanState.DRAFT,
        db_default=PlanState.DRAFT,
    )
    closed_on = Day(_("哪天结束的"), null=True, blank=True)
    ending = Line(_("怎么结束的"), max_length=200, blank=True, default="")
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("填写人"),
    )
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            within("stage_a", LOWEST, TOP, "plans_stage_a"),
            within("stage_b", LOWEST, TOP, "plans_stage_b"),
            within_days("by", "plans_by"),
            within_days("closed_on", "plans_closed_on"),
            models.CheckConstraint(
                condition=models.Q(stage_b__gte=models.F("stage_a")),
                name="plans_forward",
                violation_error_message=BACKWARDS,
            ),
            models.CheckConstraint(
                condition=models.Q(state=PlanState.CLOSED, closed_on__isnull=False)
                | models.Q(
                    state__in=[PlanState.DRAFT, PlanState.ACTIVE],
                    closed_on=None,
                    ending="",
                ),
                name="plans_one_state",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "state", "-id"], name="plans_of_account"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"P{self.pk}"

    def clean(self) -> None:
        """Refuse B below A, in words, where both are known."""
        known = self.stage_a is not None and self.stage_b is not None
        if known and self.stage_b < self.stage_a:
            raise ValidationError({"stage_b": ValidationError(BACKWARDS)})

    @property
    def is_closed(self) -> bool:
        """Whether it has ended."""
        return self.state == PlanState.CLOSED
