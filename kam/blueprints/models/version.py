"""A frozen version of an account plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.blueprints.models.blueprint import Blueprint
from kam.blueprints.querysets import OfBlueprintQuerySet
from kam.blueprints.rules.plain import thawed
from kam.blueprints.terms import VersionKind
from kam.core.clock import now
from kam.core.models import Record

if TYPE_CHECKING:
    from kam.blueprints.rules.plain import Snapshot


class BlueprintVersion(Record):
    """Texts and live values as they stood; only added, never changed by a verb.

    The content is kept as text, so that a name that has to go can go from it too.
    """

    UNAUDITED = Record.UNAUDITED | {"content"}

    blueprint = models.ForeignKey(
        Blueprint,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("客户计划书"),
    )
    number = models.PositiveIntegerField(_("版本"), validators=[MinValueValidator(1)])
    kind = models.CharField(_("为什么留下"), max_length=8, choices=VersionKind)
    content = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    frozen_at = models.DateTimeField(_("留下的时间"), default=now, editable=False)

    objects = OfBlueprintQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["blueprint", "number"], name="blueprints_one_version"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="blueprints_version"
            ),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return f"{self.number}"

    @property
    def snapshot(self) -> Snapshot:
        """What was frozen."""
        return thawed(json.loads(self.content))

    @property
    def audit_account_id(self) -> int | None:
        """The account of the plan."""
        return self.blueprint.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.blueprint.account.team_id
