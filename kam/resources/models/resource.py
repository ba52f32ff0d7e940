"""A resource (资源) of the company, and what has to be confirmed for its kind."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.marking import mark
from kam.core.models import Record
from kam.core.money import LARGEST_MINOR, Money
from kam.core.text import name_key
from kam.people.models import Team
from kam.resources.querysets import ComplianceRuleQuerySet, ResourceQuerySet
from kam.resources.rules.capacity import DAY, Room
from kam.resources.terms import ResourceKind, Span

LARGEST_COUNT = 1_000_000_000
LONGEST = 120


class Resource(Record):
    """Something a step can use: what it is, what a unit costs, how much there is.

    `capacity` counts units for each `span`; None is not limited. An event, or
    somebody who visits for a while, is there from `starts_on` to `ends_on` only.
    """

    COUNTED = pgettext_lazy("places", "资源")
    UNAUDITED = Record.UNAUDITED | {"name_key"}

    name = Line(_("名称"), max_length=LONGEST)
    name_key = models.CharField(
        max_length=LONGEST,
        editable=False,
        unique=True,
        error_messages={"unique": _("已有同名的资源")},
    )
    kind = models.CharField(_("种类"), max_length=8, choices=ResourceKind)
    unit = Line(pgettext_lazy("resource", "单位"), max_length=20)
    unit_minor = models.BigIntegerField(
        _("单价"),
        default=0,
        validators=[
            MinValueValidator(0, _("金额不能小于 0")),
            MaxValueValidator(LARGEST_MINOR, _("金额太大，请检查单位")),
        ],
    )
    currency = models.CharField(
        _("币种"),
        max_length=3,
        default="CNY",
        validators=[RegexValidator(r"\A[A-Z]{3}\Z", _("请写三个大写字母，如 CNY"))],
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", verbose_name=_("由哪个团队管")
    )
    capacity = models.PositiveIntegerField(
        _("一共有多少"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_COUNT)],
    )
    span = models.CharField(
        _("按什么算"),
        max_length=5,
        choices=Span,
        default=Span.DAY,
        db_default=Span.DAY,
    )
    starts_on = Day(_("从哪天起可用"), null=True, blank=True)
    ends_on = Day(_("到哪天为止"), null=True, blank=True)
    needs_approval = models.BooleanField(_("申请要批准"), default=True, db_default=True)
    notes = Prose(_("说明"), max_length=1000)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            within("unit_minor", 0, LARGEST_MINOR, "resources_unit_cost"),
            within("capacity", 1, LARGEST_COUNT, "resources_capacity"),
            within_days("starts_on", "resources_starts_on"),
            within_days("ends_on", "resources_ends_on"),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                name="resources_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def clean(self) -> None:
        """Derive the key that duplicates are found by; keep the days in order."""
        self.currency = (self.currency or "CNY").upper()
        self.name_key = (name_key(self.name) or self.name)[:LONGEST]
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            late = ValidationError(mark("最后一天早于第一天"))
            raise ValidationError({"ends_on": late})

    @property
    def cost(self) -> Money:
        """What one unit costs, for one day where the capacity is by day."""
        return Money(self.unit_minor, self.currency)

    @property
    def is_archived(self) -> bool:
        """Whether it is offered no more."""
        return self.archived_at is not None

    @property
    def is_purse(self) -> bool:
        """Whether it is money whose unspent rest stays there: that of no single day."""
        return self.kind == ResourceKind.BUDGET and self.span != DAY

    @property
    def room(self) -> Room:
        """The resource as capacity sees it."""
        return Room(self.span, self.capacity, self.starts_on, self.ends_on)

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the team that keeps it."""
        return self.team_id


class ComplianceRule(Record):
    """What is confirmed before a kind of resource reaches a person of a customer."""

    kind = models.CharField(
        _("种类"), max_length=8, choices=ResourceKind, unique=True, editable=False
    )
    text = Prose(_("要确认什么"), max_length=500, blank=False)
    always = models.BooleanField(_("不写客户方也要确认"), default=False)

    objects = ComplianceRuleQuerySet.as_manager()

    class Meta:
        ordering = ["kind"]

    def __str__(self) -> str:
        """Return the kind."""
        return self.kind
