"""The company's own lists: stages, reasons of a loss, criteria of the screening."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line
from kam.core.marking import mark
from kam.core.models import Record
from kam.pipeline.querysets import WordQuerySet
from kam.pipeline.rules.platforms.grid import LEVELS, LIKELIHOOD, WRONG_LEVEL
from kam.pipeline.terms import ShippedCriterion, ShippedReason, ShippedStage

if TYPE_CHECKING:
    from django.db.models import TextChoices

MOST = 99


class Word(Record):
    """A line of a list; the words we ship are read in the reader's language."""

    SHIPPED: ClassVar[type[TextChoices]]

    code = models.CharField(
        _("代码"),
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"\A[a-z0-9][a-z0-9-]*\Z", _("只用小写字母、数字和连字符"))
        ],
        error_messages={"unique": _("已有这个代码")},
    )
    name = Line(_("自己的叫法"), max_length=40, blank=True, default="")
    place = models.PositiveSmallIntegerField(
        _("次序"), default=MOST, validators=[MaxValueValidator(MOST)]
    )
    is_active = models.BooleanField(_("在用"), default=True)

    objects = WordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """Return what it is called."""
        return self.label

    @property
    def label(self) -> str:
        """The company's own name, or the shipped one in the reader's language."""
        shipped = self.code in self.SHIPPED.values
        return self.name or (str(self.SHIPPED(self.code).label) if shipped else "")

    def clean(self) -> None:
        """Ask a name of what we do not ship."""
        if not self.name and self.code not in self.SHIPPED.values:
            raise ValidationError({"name": ValidationError(mark("请写名称"))})


class Stage(Word):
    """A stage of open opportunities; from `engages` on the customer talks with us.

    `likelihood` is what is believed of it before there is a history of one's own.
    """

    SHIPPED = ShippedStage

    engages = models.BooleanField(_("从这一步起算已接洽"), default=True)
    likelihood = models.PositiveSmallIntegerField(
        _("先按多大可能算"),
        choices=[(level, f"{level}%") for level in LEVELS],
        default=LEVELS[0],
        db_default=LEVELS[0],
    )

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__in=LEVELS), name="pipeline_stage_level"
            ),
        ]

    def clean(self) -> None:
        """Say in words that there are three levels."""
        super().clean()
        if self.likelihood not in LEVELS:
            fault = ValidationError(WRONG_LEVEL[LIKELIHOOD])
            raise ValidationError({"likelihood": fault})


class Reason(Word):
    """Why an opportunity was lost."""

    SHIPPED = ShippedReason

    class Meta:
        ordering = ["place", "id"]


class Criterion(Word):
    """A question of the market platform's gate; one "no" to a must shuts it."""

    SHIPPED = ShippedCriterion

    is_must = models.BooleanField(_("必须：答“否”就淘汰"), default=False)

    class Meta:
        ordering = ["place", "id"]
