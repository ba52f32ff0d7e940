"""A probe: a question for one meeting, and what came of asking it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Line, Prose, within
from kam.core.marking import mark
from kam.core.models import AccountRecord
from kam.probing.querysets import ProbeQuerySet
from kam.probing.rules.flow import TOP
from kam.probing.terms import Level, Signal, Via
from kam.questions.models import Question
from kam.thinking.terms import Quadrant

User = settings.AUTH_USER_MODEL
MOST_TURNS = 999


class Probe(AccountRecord):
    """A question planned for a meeting, or a round of a loop in it.

    `occasion` is the meeting's own number, so that this room needs no visits. `turn`
    says when in the talk it was asked; without one it was not.
    """

    COUNTED = _("探询问题")

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    occasion = models.UUIDField(editable=False)
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("问谁"),
    )
    text = Line(_("问题"), max_length=300)
    aim = Line(_("想知道什么"), max_length=200, blank=True, default="")
    level = models.PositiveSmallIntegerField(
        _("层次"), choices=Level, default=Level.PROBLEM
    )
    quadrant = models.CharField(
        _("象限"), max_length=1, choices=Quadrant, blank=True, default=""
    )
    via = models.CharField(_("怎么来的"), max_length=4, choices=Via, default=Via.PLAN)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    turn = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    answer = Prose(_("回答"), max_length=1000)
    word = Line(_("客户的原词"), max_length=60, blank=True, default="")
    confirmed = models.BooleanField(_("复述后对方确认了"), default=False)
    signal = models.CharField(
        _("听到的是"), max_length=10, choices=Signal, blank=True, default=""
    )
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ProbeQuerySet.as_manager()

    class Meta:
        ordering = ["level", "id"]
        constraints = [
            within("level", 1, TOP, "probing_level"),
            within("turn", 1, MOST_TURNS, "probing_turn"),
            models.CheckConstraint(
                condition=Q(turn__isnull=False)
                | Q(answer="", word="", confirmed=False, signal=""),
                name="probing_heard_when_asked",
            ),
        ]
        indexes = [
            models.Index(fields=["occasion", "level", "id"], name="probing_of_visit"),
            models.Index(fields=["account", "-id"], name="probing_of_account"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"B{self.pk}"

    def clean(self) -> None:
        """Keep what was heard with having asked."""
        heard = self.answer or self.word or self.confirmed or self.signal
        if heard and self.turn is None:
            raise ValidationError({"answer": ValidationError(mark("先记下问过了"))})

    @property
    def was_asked(self) -> bool:
        """Whether it was asked."""
        return self.turn is not None
