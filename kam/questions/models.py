"""Questions of an account, and the days on which they were asked."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account, Stakeholder
from kam.core.fields import Day, Line, Prose, within, within_days
from kam.core.marking import mark
from kam.core.models import AccountRecord, Record
from kam.judgements.terms import Source
from kam.questions.querysets import (
    AskingQuerySet,
    PuzzleQuerySet,
    QuestionQuerySet,
)
from kam.questions.rules.puzzles import HIGHEST, PUZZLES
from kam.questions.terms import Impact

User = settings.AUTH_USER_MODEL


class Question(AccountRecord):
    """Something worth knowing of an account, and what came of asking.

    `key` names the gap it was found from; a question of somebody's own has none.
    """

    COUNTED = _("问题")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="questions"
    )
    key = models.CharField(max_length=80, editable=False, blank=True, default="")
    text = Line(_("问题"), max_length=300)
    why = Prose(_("为什么重要"), max_length=500)
    impact = models.CharField(
        _("影响"), max_length=10, choices=Impact, default=Impact.MIDDLE
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("可问谁"),
    )
    other = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("还可问谁"),
    )
    answer = Prose(_("答案"), max_length=2000)
    source = models.CharField(
        _("怎么知道的"), max_length=10, choices=Source, blank=True, default=""
    )
    answered_on = Day(_("哪天知道的"), null=True, blank=True)
    expires_on = Day(_("有效到"), null=True, blank=True)
    dismissed_at = models.DateTimeField(null=True, blank=True, editable=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"],
                name="questions_gap_once",
                condition=~models.Q(key=""),
            ),
            within_days("answered_on", "questions_answered"),
            within_days("expires_on", "questions_expires"),
        ]
        indexes = [
            models.Index(fields=["account", "-id"], name="questions_of_account"),
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what it is about."""
        return f"Q{self.pk}"

    def clean(self) -> None:
        """Keep answer, source and days together."""
        faults = {}
        if bool(self.answer) != (self.answered_on is not None):
            faults["answer"] = ValidationError(mark("请写答案和哪天知道的"))
        if self.answer and not self.source:
            faults["source"] = ValidationError(mark("请选怎么知道的"))
        if self.expires_on and (
            self.answered_on is None or self.expires_on < self.answered_on
        ):
            faults["expires_on"] = ValidationError(mark("有效期不能早于得到答案那天"))
        if faults:
            raise ValidationError(faults)


class Asking(Record):
    """Somebody of us asked on a day, and was answered or not; never overwritten."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="askings"
    )
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("问了谁"),
    )
    day = Day(_("哪天问的"))
    answered = models.BooleanField(_("得到答案"), default=False)
    retracted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-id"]
        constraints = [within_days("day", "questions_asking_day")]
        indexes = [
            models.Index(fields=["question", "-day", "-id"], name="questions_askings"),
        ]

    def __str__(self) -> str:
        """Return the day; the people stay private."""
        return f"{self.day}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the question."""
        return self.question.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.question.account.team_id


def _score() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        _("分数"), validators=[MaxValueValidator(HIGHEST)]
    )


def _line() -> Line:
    return Line(_("一句话"), max_length=200, blank=True, default="")


class PuzzleCheck(Record):
    """One person's five scores of one month, with a line each; their own only."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    month = Day(_("月份"))
    value = _score()
    relation = _score()
    adapt = _score()
    needs = _score()
    price = _score()
    value_line = _line()
    relation_line = _line()
    adapt_line = _line()
    needs_line = _line()
    price_line = _line()
    shared = models.BooleanField(_("让主管知道我做过"), default=False)

    objects = PuzzleQuerySet.as_manager()

    class Meta:
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "month"], name="questions_puzzles_once"
            ),
            *(within(name, 0, HIGHEST, f"questions_{name}") for name in PUZZLES),
        ]

    def __str__(self) -> str:
        """Return the month."""
        return f"{self.month:%Y-%m}"

    @property
    def scores(self) -> dict[str, int]:
        """The five scores."""
        return {name: getattr(self, name) for name in PUZZLES}

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the person's team."""
        return self.user.team_id
