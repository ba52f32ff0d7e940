"""What somebody agreed with a territory, beside what a frontier proposed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.core.fields import Line, Measure, within
from kam.core.models import Record
from kam.people.models import Territory
from kam.performance.models.frontier import ComparisonSet, FrontierRun
from kam.performance.querysets import TargetQuerySet
from kam.performance.rules import LARGEST_FIGURE
from kam.performance.rules.targets import trouble_of

User = settings.AUTH_USER_MODEL


class Target(Record):
    """The figure a territory of a set aims at in one period; its history is kept.

    ``figure`` is empty while an agreement is undone. ``proposed`` is what the run said
    when the figure was agreed: a later run changes neither.
    """

    COUNTED: ClassVar = _("区域目标")

    comparison_set = models.ForeignKey(
        ComparisonSet,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name=_("比较组"),
    )
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name=_("区域"),
    )
    period = Line(_("期间"), max_length=10)
    run = models.ForeignKey(
        FrontierRun,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name=_("依据的前沿"),
    )
    proposed = Measure(_("建议目标"), null=True, blank=True)
    figure = Measure(pgettext_lazy("target", "商定目标"), null=True, blank=True)
    reason = Line(_("理由"), max_length=300, blank=True, default="")
    agreed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("商定人"),
    )

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["-period", "territory__code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison_set", "territory", "period"],
                name="performance_target_once",
                violation_error_message=_("这个区域在这一期已有目标"),
            ),
            within("figure", 0, LARGEST_FIGURE, "performance_target_figure"),
            within("proposed", 0, LARGEST_FIGURE, "performance_target_proposed"),
        ]

    def clean(self) -> None:
        """Refuse what nobody can aim at: not a number, infinite, nothing, too large."""
        if self.figure is not None and (trouble := trouble_of(self.figure)):
            raise ValidationError({"figure": [trouble]})

    def __str__(self) -> str:
        """Return the code and the period."""
        return f"{self.territory.code} {self.period}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the set's team."""
        return self.comparison_set.team_id
