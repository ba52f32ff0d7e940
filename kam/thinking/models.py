"""Observed clues, people who are left out, and what we say of ourselves."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.marking import mark
from kam.core.models import AccountRecord, Record
from kam.thinking.querysets import (
    ExemptionQuerySet,
    ObservationQuerySet,
    SelfViewQuerySet,
)
from kam.thinking.rules.clues import BY_CODE
from kam.thinking.terms import Quadrant

User = settings.AUTH_USER_MODEL
HEAVIEST, MOST_SELF = 3, 10


class OfStakeholder(AccountRecord):
    """A record about a person in an account."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Observation(OfStakeholder):
    """Something seen or heard that speaks for a quadrant; only ever added."""

    COUNTED = _("观察")

    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        related_name="observations",
        verbose_name=_("客户个体"),
    )
    clue = Line(_("线索"), max_length=20, blank=True, default="")
    quadrant = models.CharField(_("象限"), max_length=1, choices=Quadrant)
    weight = models.PositiveSmallIntegerField(
        _("分量"), validators=[MinValueValidator(1), MaxValueValidator(HEAVIEST)]
    )
    note = Prose(_("看到或听到什么"), max_length=500)
    occasion = Line(_("场合"), max_length=60)
    day = Day(_("哪天"))
    author = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("观察人"),
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [
            within("weight", 1, HEAVIEST, "thinking_weight"),
            within_days("day", "thinking_day"),
        ]
        indexes = [
            models.Index(
                fields=["account", "stakeholder", "-day", "-id"],
                name="thinking_of_account",
            ),
            models.Index(
                fields=["stakeholder", "-day", "-id"], name="thinking_of_person"
            ),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody whom it is about."""
        return f"O{self.pk}"

    def clean(self) -> None:
        """Ask for words where no clue of the library says what was seen."""
        if self.clue and self.clue not in BY_CODE:
            raise ValidationError({"clue": ValidationError(mark("线索库里没有这一条"))})
        if not self.clue and not self.note and self.retracted_at is None:
            raise ValidationError(
                {"note": ValidationError(mark("选一条线索，或写下看到了什么"))}
            )


class Exemption(OfStakeholder):
    """A person whose preference is not estimated any more."""

    stakeholder = models.OneToOneField(
        Stakeholder, on_delete=models.PROTECT, related_name="exemption"
    )
    reason = Line(_("原因"), max_length=200, blank=True, default="")

    objects = ExemptionQuerySet.as_manager()


class SelfView(Record):
    """How strongly one of us prefers each quadrant, by own word; only they read it."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    a = models.PositiveSmallIntegerField(_("分析"), default=5)
    b = models.PositiveSmallIntegerField(_("组织"), default=5)
    c = models.PositiveSmallIntegerField(_("人际"), default=5)
    d = models.PositiveSmallIntegerField(_("想象"), default=5)

    objects = SelfViewQuerySet.as_manager()

    class Meta:
        constraints = [
            within(name, 0, MOST_SELF, f"thinking_self_{name}")
            for name in ("a", "b", "c", "d")
        ]

    def shares(self) -> dict[str, float]:
        """Return the four shares; all alike where nothing was said."""
        told = {q: getattr(self, q) for q in ("a", "b", "c", "d")}
        total = sum(told.values())
        return {q: value / total if total else 0.25 for q, value in told.items()}
