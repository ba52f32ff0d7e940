"""Lines, ties, roles without a face, changes of layer, and where cards lie."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.accounts.terms import Layer
from kam.core.fields import Day, Prose, within, within_days
from kam.core.fields import Line as LineOfText
from kam.core.marking import mark
from kam.core.models import AccountRecord
from kam.judgements.terms import Confidence
from kam.relations.querysets import (
    LineQuerySet,
    MoveQuerySet,
    SeatQuerySet,
    TieQuerySet,
    WantedRoleQuerySet,
)
from kam.relations.rules.scales import HIGHEST_LEVEL, LAST_PLACE, STRONGEST
from kam.relations.terms import LineKind, Strength, TieLevel

USER = settings.AUTH_USER_MODEL


class OfAccount(AccountRecord):
    """A record that belongs to an account and follows its rights."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Known(OfAccount):
    """What one of us observed, how we know and how surely; mistakes are taken back.

    `ABOUT` names the columns that tell whom of the account it speaks of.
    """

    ABOUT: ClassVar[tuple[str, ...]]

    evidence = Prose(_("依据"), max_length=1000, blank=False)
    confidence = models.CharField(
        _("把握"), max_length=10, choices=Confidence, default=Confidence.MIDDLE
    )
    day = Day(_("哪天的依据"))
    author = models.ForeignKey(
        USER,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("判断人"),
        null=True,
        blank=True,
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def about(self) -> tuple[int | None, ...]:
        """Whom of the account it speaks of, by their places."""
        return tuple(getattr(self, name) for name in self.ABOUT)


class Line(Known):
    """What runs from one person of an account to another."""

    ABOUT = ("from_stakeholder_id", "to_stakeholder_id")
    COUNTED = _("关系连线")

    from_stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="lines_out",
        verbose_name=_("从谁"),
    )
    to_stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="lines_in",
        verbose_name=_("到谁"),
    )
    kind = models.CharField(_("关系"), max_length=12, choices=LineKind)
    strength = models.PositiveSmallIntegerField(
        _("强度"), choices=Strength, default=Strength.MIDDLE
    )
    ended_on = Day(_("结束日期"), null=True, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replacements",
        verbose_name=_("取代哪一条"),
    )

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within("strength", 1, STRONGEST, "relations_strength"),
            within_days("day", "relations_line_day"),
            within_days("ended_on", "relations_line_end"),
            models.CheckConstraint(
                condition=~models.Q(from_stakeholder=models.F("to_stakeholder")),
                name="relations_two_ends",
                violation_error_message=_("连线的两端不能是同一个人"),
            ),
            models.UniqueConstraint(
                fields=["from_stakeholder"],
                condition=models.Q(
                    kind="reports", ended_on__isnull=True, retracted_at__isnull=True
                ),
                name="relations_one_report",
                violation_error_message=_("他已有一条汇报线，请修改那一条"),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=models.Q(retracted_at__isnull=True),
                name="relations_replaced_once",
                violation_error_message=_("这条连线刚被改过，请刷新后看新的那一条"),
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-day", "-id"], name="relations_lines"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"L{self.pk}"

    def clean(self) -> None:
        """Keep both ends in one account, and the end after the beginning."""
        if self.ended_on is not None and self.day and self.ended_on < self.day:
            said = ValidationError(mark("结束日期不能早于开始日期"))
            raise ValidationError({"ended_on": said})


class Tie(Known):
    """How well one of us knows somebody of the customer; the newest stands."""

    ABOUT = ("stakeholder_id",)
    COUNTED = _("我方联系")

    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="ties",
        verbose_name=_("客户个体"),
    )
    colleague = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", verbose_name=_("我方人员")
    )
    level = models.PositiveSmallIntegerField(_("现在多熟"), choices=TieLevel)
    wanted = models.PositiveSmallIntegerField(_("希望多熟"), choices=TieLevel)

    objects = TieQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within("level", 0, HIGHEST_LEVEL, "relations_tie_level"),
            within("wanted", 0, HIGHEST_LEVEL, "relations_tie_wanted"),
            within_days("day", "relations_tie_day"),
        ]
        indexes = [
            models.Index(
                fields=["account", "stakeholder", "colleague", "-day", "-id"],
                name="relations_ties",
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"T{self.pk}"


class WantedRole(Known):
    """A role that must exist in the account and has no face yet."""

    ABOUT = ("found_id",)
    COUNTED = _("待识别角色")

    layer = models.CharField(_("层级"), max_length=20, choices=Layer)
    title = LineOfText(_("角色"), max_length=120)
    found = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("是谁"),
    )
    found_on = Day(_("哪天找到"), null=True, blank=True)

    objects = WantedRoleQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            within_days("day", "relations_role_day"),
            within_days("found_on", "relations_role_found"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nothing of the account."""
        return f"R{self.pk}"


class Move(Known):
    """A change of somebody's layer, and why: the map of an earlier day needs it."""

    ABOUT = ("stakeholder_id",)

    stakeholder = models.ForeignKey(
        Stakeholder, on_delete=models.PROTECT, related_name="+"
    )
    layer_before = models.CharField(
        _("原层级"), max_length=20, choices=Layer, blank=True, default=""
    )
    layer = models.CharField(_("层级"), max_length=20, choices=Layer)

    objects = MoveQuerySet.as_manager()

    class Meta:
        ordering = ["day", "id"]
        constraints = [within_days("day", "relations_move_day")]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"M{self.pk}"


class Seat(OfAccount):
    """Where a card lies in its band; who moves it last decides."""

    stakeholder = models.OneToOneField(
        Stakeholder, on_delete=models.PROTECT, related_name="seat"
    )
    place = models.PositiveSmallIntegerField(_("位置"))

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [within("place", 0, LAST_PLACE, "relations_place")]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"S{self.pk}"
