"""Where an account stands on the platforms, and what its screening answered."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kam.accounts.models import Account
from kam.accounts.terms import SizeClass
from kam.core.fields import Day, Line, Prose, within_days
from kam.core.marking import mark
from kam.core.models import AccountRecord
from kam.pipeline.models.words import Criterion, Reason
from kam.pipeline.querysets import PlacementQuerySet, ScreeningAnswerQuerySet
from kam.pipeline.rules.platforms.grid import ENDED, LEVELS, SIZES, STANDING, Position
from kam.pipeline.terms import Platform

User = settings.AUTH_USER_MODEL
# A check passes what it cannot know, so a missing level has to be named.
ON_MARKET = models.Q(
    platform=Platform.MARKET,
    likelihood__isnull=False,
    likelihood__in=LEVELS,
    warmth=None,
)
AT_WORK = models.Q(
    platform=Platform.WORKING,
    warmth__isnull=False,
    warmth__in=LEVELS,
    likelihood=None,
)
ELSEWHERE = models.Q(
    platform__in=(Platform.PURCHASE, *ENDED), likelihood=None, warmth=None
)
STANDS = models.Q(platform__in=STANDING, size_class__in=SIZES, revisit_on=None)
LEFT = models.Q(
    platform__in=ENDED, size_class__in=("", *SIZES), revisit_on__isnull=False
)


class OfPlatforms(AccountRecord):
    """Something said of an account on a day; of each kind one is current."""

    day = Day(_("哪天"))
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_current = models.BooleanField(_("现在有效"), default=True, editable=False)

    class Meta:
        abstract = True


class Placement(OfPlatforms):
    """The place of an account since a day; only ever added, the newest is current."""

    COUNTED = pgettext_lazy("platform", "平台位置")

    account = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="placements",
        verbose_name=pgettext_lazy("deal", "客户"),
    )
    platform = models.CharField(
        pgettext_lazy("platform", "平台"), max_length=8, choices=Platform
    )
    size_class = models.CharField(
        _("规模"), max_length=6, choices=SizeClass, blank=True, default=""
    )
    likelihood = models.PositiveSmallIntegerField(_("可能性"), null=True, blank=True)
    warmth = models.PositiveSmallIntegerField(_("热情度"), null=True, blank=True)
    note = Prose(_("理由"), max_length=1000)
    lost_reason = models.ForeignKey(
        Reason,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("流失原因"),
    )
    unmet = Line(_("当时还缺的条件"), max_length=120, blank=True, default="")
    revisit_on = Day(_("再看的日子"), null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("之前的位置"),
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            within_days("day", "pipeline_placed_day"),
            within_days("revisit_on", "pipeline_revisit_day"),
            models.CheckConstraint(
                condition=ON_MARKET | AT_WORK | ELSEWHERE, name="pipeline_level"
            ),
            models.CheckConstraint(condition=STANDS | LEFT, name="pipeline_place"),
            models.CheckConstraint(
                condition=models.Q(platform=Platform.LOST, lost_reason__isnull=False)
                | (~models.Q(platform=Platform.LOST) & models.Q(lost_reason=None)),
                name="pipeline_lost_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(is_current=False) | models.Q(retracted_at=None),
                name="pipeline_current_stands",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(is_current=True),
                name="pipeline_placed_once",
                violation_error_message=_("这个客户刚被移动过，请刷新页面"),
            ),
            models.UniqueConstraint(
                fields=["follows"],
                condition=models.Q(retracted_at=None),
                name="pipeline_followed_once",
                violation_error_message=_("这个客户刚被移动过，请刷新页面"),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="pipeline_placements"),
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day}"

    def clean(self) -> None:
        """Say in words what does not fit: 55 % is no level."""
        faults = self.position.faults()
        if (self.platform == Platform.LOST) != (self.lost_reason_id is not None):
            faults["lost_reason"] = mark("流失要选原因；其他平台没有流失原因")
        if faults:
            raise ValidationError({n: ValidationError(t) for n, t in faults.items()})

    @property
    def position(self) -> Position:
        """The place in the grids."""
        return Position(self.platform, self.size_class, self.likelihood, self.warmth)


class ScreeningAnswer(OfPlatforms):
    """What was answered to a criterion for an account; the newest is current."""

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="screening"
    )
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("筛选准则"),
    )
    answer = models.BooleanField(pgettext_lazy("screening", "回答"))

    objects = ScreeningAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            within_days("day", "pipeline_screened_day"),
            models.UniqueConstraint(
                fields=["account", "criterion"],
                condition=models.Q(is_current=True),
                name="pipeline_screened_once",
                violation_error_message=_("这一条刚有人答过，请刷新页面"),
            ),
        ]

    def __str__(self) -> str:
        """Return the day."""
        return f"{self.day}"
