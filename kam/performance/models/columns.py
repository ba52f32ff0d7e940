"""Stored column runs: any columns of a set's figures, compared by any method."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line
from kam.core.models import Record
from kam.people.models import Territory
from kam.performance.models.frontier import ComparisonSet
from kam.performance.querysets import ColumnRowQuerySet, ColumnRunQuerySet
from kam.performance.terms import ColumnMethod, ColumnState, SureClass

User = settings.AUTH_USER_MODEL


class ColumnRun(Record):
    """One calculation over chosen columns; its answer is never overwritten.

    `beat_at` is the last sign of life of whoever works it out: without one it counts as
    interrupted, and there is no half answer. `repeats` names the run
    that was worked out again to see whether the same comes out.
    """

    COUNTED = _("自选列计算")
    UNAUDITED = Record.UNAUDITED | {
        "done",
        "beat_at",
        "model",
        "dropped",
        "warnings",
        "refused",
    }

    comparison_set = models.ForeignKey(
        ComparisonSet, on_delete=models.PROTECT, related_name="column_runs"
    )
    period = Line(_("期间"), max_length=10)
    method = models.CharField(_("方法"), max_length=12, choices=ColumnMethod)
    parameters = models.JSONField(default=dict, blank=True)
    inputs_digest = models.CharField(max_length=64)
    result_digest = models.CharField(max_length=64, blank=True, default="")
    library_version = models.CharField(max_length=20)
    state = models.CharField(
        _("状态"), max_length=12, choices=ColumnState, default=ColumnState.WAITING
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    n = models.PositiveIntegerField(default=0)
    model = models.JSONField(default=dict, blank=True)
    dropped = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    refused = models.JSONField(default=dict, blank=True)
    repeats = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated"
    )
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ColumnRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["comparison_set", "inputs_digest"],
                condition=models.Q(
                    state__in=["waiting", "working", "done"], repeats__isnull=True
                ),
                name="performance_column_run_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["comparison_set", "-id"], name="performance_column_runs"
            ),
        ]

    def __str__(self) -> str:
        """Return the period and the method."""
        return f"{self.period} {self.method}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the set's team."""
        return self.comparison_set.team_id

    @property
    def inputs(self) -> list[str]:
        """The keys of the input columns."""
        return list(self.parameters["inputs"])

    @property
    def outputs(self) -> list[str]:
        """The keys of the output columns."""
        return list(self.parameters["outputs"])

    @property
    def fixed(self) -> list[str]:
        """The keys of the columns that are given and do not move."""
        return list(self.parameters["asked"]["fixed"])

    @property
    def is_above(self) -> bool:
        """Whether each territory is compared with the others only."""
        return bool(self.parameters["asked"]["super_efficiency"])

    @property
    def out_of_reach(self) -> frozenset[str]:
        """The names of those whom none of the others can follow: no bound, no score."""
        notes = (note for note in self.warnings if note["code"] == "out_of_reach")
        return frozenset(name for note in notes for name in note["units"])


class ColumnRow(models.Model):
    """One territory in a column run, in the order in which it was compared.

    `figures` holds every column of its figures, the unused as well: what peers do
    differently may stand there.
    """

    run = models.ForeignKey(ColumnRun, on_delete=models.PROTECT, related_name="rows")
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="column_rows"
    )
    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    figures = models.JSONField(default=dict, blank=True)
    score = models.FloatField(null=True)
    factor = models.CharField(max_length=8, blank=True, default="")
    value = models.FloatField(null=True)
    lower = models.FloatField(null=True)
    upper = models.FloatField(null=True)
    unit_class = models.CharField(
        max_length=12, choices=SureClass, blank=True, default=""
    )
    first_place = models.PositiveIntegerField(null=True)
    last_place = models.PositiveIntegerField(null=True)
    peers = models.JSONField(default=list, blank=True)
    certified = models.BooleanField()
    corrected = models.FloatField(null=True)
    bias = models.FloatField(null=True)
    inefficiency = models.FloatField(null=True)
    targets = models.JSONField(default=dict, blank=True)
    slacks = models.JSONField(default=dict, blank=True)

    objects = ColumnRowQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "territory"], name="performance_column_row_once"
            )
        ]

    @property
    def is_sure(self) -> bool:
        """Whether it has an interval."""
        return self.lower is not None and self.upper is not None
