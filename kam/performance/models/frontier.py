"""Comparison sets, territory figures, and stored frontier runs."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line, Measure, within
from kam.core.models import Record
from kam.core.text import mark
from kam.people.models import Team, Territory
from kam.performance.querysets import (
    FigureQuerySet,
    RowQuerySet,
    RunQuerySet,
    SetQuerySet,
)
from kam.performance.rules import LARGEST_FIGURE, LONGEST_COLUMN, MOST_FURTHER
from kam.performance.terms import FrontierClass, Method, SureClass

User = settings.AUTH_USER_MODEL


_NOT_A_FIGURE = mark("请填 0 到 1,000 万亿之间的数")


def _is_figure(value: object) -> bool:
    """Tell whether a value is empty or a figure both databases store alike."""
    if value is None:
        return True
    return _is_number(value) and value >= 0  # type: ignore[operator]


def _is_number(value: object) -> bool:
    """Tell whether a value is a number, and finite."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) <= LARGEST_FIGURE


def _trouble_of(further: object) -> str:
    """Say what is wrong with further columns: names to finite numbers, not too many."""
    if not isinstance(further, dict) or len(further) > MOST_FURTHER:
        return mark("更多列最多 30 个，每列一个名称和一个数")
    for name, value in further.items():
        if not isinstance(name, str) or not 0 < len(name) <= LONGEST_COLUMN:
            return mark("更多列的名称要有 1 到 60 个字")
        if not _is_number(value):
            return mark("更多列里只能填数")
    return ""


class ComparisonSet(Record):
    """Territories that may fairly be compared, and the units of their figures."""

    name = Line(_("比较组"), max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, verbose_name=_("团队"))
    potential_label = Line(_("潜力名称"), max_length=60, default=mark("区域潜力"))
    potential_unit = Line(_("潜力单位"), max_length=60, blank=True, default="")
    sales_label = Line(_("销售名称"), max_length=60, default=mark("销售"))
    sales_unit = Line(_("销售单位"), max_length=60, blank=True, default="")
    is_synthetic = models.BooleanField(_("合成数据"), default=False)
    note = Line(_("来源与说明"), max_length=300, blank=True, default="")
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = SetQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                name="performance_set_name",
                violation_error_message=_("本团队已有同名比较组"),
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def audit_team_id(self) -> int | None:
        """The chain of its team."""
        return self.team_id


class Figure(Record):
    """Potential, sales and further columns of a territory in one period."""

    COUNTED = _("业绩数字")

    comparison_set = models.ForeignKey(
        ComparisonSet,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name=_("比较组"),
    )
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name=_("区域"),
    )
    period = Line(_("期间"), max_length=10)
    potential = Measure(_("潜力"), null=True, blank=True)
    sales = Measure(_("销售"), null=True, blank=True)
    further = models.JSONField(_("更多列"), default=dict, blank=True)
    exclusion = Line(_("不参与原因"), max_length=120, blank=True, default="")

    objects = FigureQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "territory__code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison_set", "territory", "period"],
                name="performance_figure_once",
                violation_error_message=_("这个区域在这一期已有数据"),
            ),
            within("potential", 0, LARGEST_FIGURE, "performance_potential"),
            within("sales", 0, LARGEST_FIGURE, "performance_sales"),
        ]

    def clean(self) -> None:
        """Refuse what cannot be compared: infinite, not a number, below zero."""
        wrong = {
            name: [_NOT_A_FIGURE]
            for name in ("potential", "sales")
            if not _is_figure(getattr(self, name))
        }
        if trouble := _trouble_of(self.further):
            wrong["further"] = [trouble]
        if wrong:
            raise ValidationError(wrong)

    def __str__(self) -> str:
        """Return the code and the period."""
        return f"{self.territory.code} {self.period}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the set's team."""
        return self.comparison_set.team_id


class FrontierRun(Record):
    """One stored calculation over a named set and period; never overwritten."""

    COUNTED = _("前沿计算")

    comparison_set = models.ForeignKey(
        ComparisonSet, on_delete=models.PROTECT, related_name="runs"
    )
    period = Line(_("期间"), max_length=10)
    method = models.CharField(_("方法"), max_length=12, choices=Method)
    parameters = models.JSONField(default=dict, blank=True)
    inputs_digest = models.CharField(max_length=64)
    library_version = models.CharField(max_length=20)
    n = models.PositiveIntegerField()
    line = models.JSONField(default=list, blank=True)
    dropped = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    is_provisional = models.BooleanField(default=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison_set", "inputs_digest"],
                name="performance_run_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["comparison_set", "period", "method", "-id"],
                name="performance_latest_run",
            )
        ]

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the set's team."""
        return self.comparison_set.team_id


class FrontierRow(models.Model):
    """One territory in a run; without a frontier, its figures only."""

    run = models.ForeignKey(FrontierRun, on_delete=models.PROTECT, related_name="rows")
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="frontier_rows"
    )
    code = models.CharField(max_length=40)
    potential = models.FloatField()
    sales = models.FloatField()
    frontier = models.FloatField(null=True)
    score = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    frontier_class = models.CharField(
        max_length=10, choices=FrontierClass, blank=True, default=""
    )
    is_stable = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)
    peers = models.JSONField(default=list, blank=True)
    goal = models.FloatField(null=True)
    certified = models.BooleanField()
    fragility = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    sure_class = models.CharField(
        max_length=12, choices=SureClass, blank=True, default=""
    )
    chance = models.FloatField(null=True)
    rank_low = models.PositiveIntegerField(null=True)
    rank_high = models.PositiveIntegerField(null=True)

    objects = RowQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "territory"], name="performance_row_once"
            )
        ]

    @property
    def shown_class(self) -> str:
        """The class that may be named; runs of before intervals have one by index."""
        return self.sure_class or self.frontier_class

    @property
    def waits_for_interval(self) -> bool:
        """Whether two periods agree, and the interval is still too wide to name it."""
        return self.is_stable and not self.is_named
