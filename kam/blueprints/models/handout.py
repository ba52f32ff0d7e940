"""What a customer is shown of a plan, and what they say of its goals."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.blueprints.models.blueprint import Blueprint, Objective
from kam.blueprints.models.meeting import OfBlueprint
from kam.blueprints.querysets import OfBlueprintQuerySet, ReplyQuerySet
from kam.blueprints.terms import ReplyKind
from kam.core.fields import Day, Line, Prose, within_days
from kam.core.models import Record

User = settings.AUTH_USER_MODEL


class Handout(OfBlueprint):
    """A frozen part of a plan at an address with a secret; only the digest is kept.

    The customer sees exactly what was previewed, whatever is written afterwards.
    """

    UNAUDITED = Record.UNAUDITED | {"digest", "content", "seen_at"}

    blueprint = models.ForeignKey(
        Blueprint,
        on_delete=models.PROTECT,
        related_name="handouts",
        verbose_name=_("客户计划书"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sections = models.CharField(_("分享哪些节"), max_length=120)
    language = models.CharField(_("语言"), max_length=10)
    content = models.TextField(editable=False)
    expires_on = Day(_("到哪天为止"))
    revoked_at = models.DateTimeField(
        _("作废时间"), null=True, blank=True, editable=False
    )
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    # Whether its account is archived or lost, where that was read along with it.
    has_left: bool = False

    objects = OfBlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [within_days("expires_on", "blueprints_expires")]
        indexes = [
            models.Index(fields=["blueprint", "-id"], name="blueprints_handouts")
        ]

    def __str__(self) -> str:
        """Return a name that tells nobody what is shared."""
        return f"H{self.pk}"

    @property
    def told(self) -> dict[str, Any]:
        """What the customer is shown."""
        found: dict[str, Any] = json.loads(self.content)
        return found


class Reply(Record):
    """What a customer says of one goal: confirmed, or something to talk about."""

    handout = models.ForeignKey(
        Handout,
        on_delete=models.PROTECT,
        related_name="replies",
        verbose_name=_("分享的一份"),
    )
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        related_name="replies",
        verbose_name=_("计划书目标"),
    )
    kind = models.CharField(_("回答"), max_length=10, choices=ReplyKind)
    name = Line(_("您的姓名"), max_length=80)
    text = Prose(_("想说的"), max_length=500)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["handout", "id"], name="blueprints_replies")]

    def __str__(self) -> str:
        """Return a name that tells nobody what it says."""
        return f"A{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.handout.blueprint.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.handout.blueprint.account.team_id
