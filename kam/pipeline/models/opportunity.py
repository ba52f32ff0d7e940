"""An opportunity (商机) of an account, and its moves from stage to stage."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account
from kam.catalog.models import Product
from kam.core.fields import Day, Line, within, within_days
from kam.core.marking import mark
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR
from kam.pipeline.models.money import Valued
from kam.pipeline.models.words import Reason, Stage
from kam.pipeline.querysets import OpportunityQuerySet, StageMoveQuerySet
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from kam.people.models import User as Person

User = settings.AUTH_USER_MODEL
OPEN = models.Q(outcome=Outcome.OPEN, closed_on=None, lost_reason=None)
WON = models.Q(
    outcome=Outcome.WON,
    closed_on__isnull=False,
    value_minor__isnull=False,
    lost_reason=None,
)
LOST = models.Q(
    outcome=Outcome.LOST, closed_on__isnull=False, lost_reason__isnull=False
)


class Opportunity(Valued):
    """Something an account may buy; `stage` is the one it stands or ended in."""

    COUNTED = _("商机")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="opportunities",
        verbose_name=pgettext_lazy("deal", "客户"),
    )
    product = models.ForeignKey(
        Product,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("产品"),
    )
    name = Line(_("做什么用"), max_length=200, blank=True, default="")
    reference = Line(_("编号"), max_length=60, blank=True, default="")
    stage = models.ForeignKey(
        Stage, on_delete=models.PROTECT, related_name="+", verbose_name=_("阶段")
    )
    outcome = models.CharField(
        _("结果"),
        max_length=4,
        choices=Outcome,
        default=Outcome.OPEN,
        db_default=Outcome.OPEN,
    )
    entered_on = Day(_("哪天到这一步"), null=True, blank=True)
    engaged_on = Day(_("接洽日"), null=True, blank=True)
    expected_on = Day(_("预计成交日"), null=True, blank=True)
    closed_on = Day(_("结束日"), null=True, blank=True)
    lost_reason = models.ForeignKey(
        Reason,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("输单原因"),
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("负责人"),
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            within("value_minor", 0, LARGEST_MINOR, "pipeline_value"),
            *(
                within_days(name, f"pipeline_{name}")
                for name in ("entered_on", "engaged_on", "expected_on", "closed_on")
            ),
            models.CheckConstraint(
                condition=OPEN | WON | LOST, name="pipeline_one_state"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None)
                | models.Q(engaged_on=None)
                | models.Q(engaged_on__lte=models.F("closed_on")),
                name="pipeline_engaged_first",
            ),
            models.CheckConstraint(
                condition=~models.Q(name="") | models.Q(product__isnull=False),
                name="pipeline_about_something",
            ),
            models.UniqueConstraint(
                fields=["account", "reference"],
                condition=models.Q(retracted_at=None) & ~models.Q(reference=""),
                name="pipeline_reference_once",
                violation_error_message=_("这个客户已有这个编号的商机"),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "outcome"], name="pipeline_of_account"),
            models.Index(
                fields=["outcome", "expected_on", "id"], name="pipeline_by_expected"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"O{self.pk}"

    def clean(self) -> None:
        """Keep outcome, days, value and reason together, in words."""
        self.currency = (self.currency or "CNY").upper()
        faults = _faults_of_end(self) | _faults_of_days(self)
        if not self.name and self.product_id is None:
            faults["name"] = mark("请选产品，或写一句做什么用")
        if faults:
            raise ValidationError({n: ValidationError(t) for n, t in faults.items()})

    @property
    def responsible(self) -> Person | None:
        """Who works on it: somebody named, or else the owner of the account."""
        return self.owner or self.account.owner


def _faults_of_end(row: Opportunity) -> dict[str, str]:
    faults: dict[str, str] = {}
    is_open = row.outcome == Outcome.OPEN
    if is_open == (row.closed_on is not None):
        faults["closed_on"] = mark("进行中的商机没有结束日，赢单和输单要写结束日")
    if row.outcome == Outcome.WON and row.value_minor is None:
        faults["value_minor"] = mark("赢单要写金额")
    if (row.outcome == Outcome.LOST) != (row.lost_reason_id is not None):
        faults["lost_reason"] = mark("输单要选原因；其他商机没有输单原因")
    return faults


def _faults_of_days(row: Opportunity) -> dict[str, str]:
    if row.closed_on and row.engaged_on and row.closed_on < row.engaged_on:
        return {"closed_on": mark("结束日早于接洽日")}
    return {}


class StageMove(Record):
    """An opportunity reached a stage or an end on a day; only ever added.

    What it changed beside the stage is kept, so that taking it back restores that.
    """

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="moves"
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.PROTECT, related_name="+", verbose_name=_("阶段")
    )
    outcome = models.CharField(
        _("结果"), max_length=4, choices=Outcome, default=Outcome.OPEN
    )
    day = Day(_("哪天"), null=True, blank=True)
    reason = models.ForeignKey(
        Reason,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("输单原因"),
    )
    value_before = models.BigIntegerField(_("之前的金额"), null=True, blank=True)
    engaged_before = Day(_("之前的接洽日"), null=True, blank=True)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = StageMoveQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            within_days("day", "pipeline_move_day"),
            within_days("engaged_before", "pipeline_move_engaged"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.OPEN, reason=None)
                | models.Q(outcome=Outcome.WON, reason=None, day__isnull=False)
                | models.Q(
                    outcome=Outcome.LOST, reason__isnull=False, day__isnull=False
                ),
                name="pipeline_move_state",
            ),
        ]
        indexes = [
            models.Index(fields=["opportunity", "-id"], name="pipeline_moves"),
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the opportunity."""
        return self.opportunity.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.opportunity.account.team_id
