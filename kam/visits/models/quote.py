"""What a customer said, in their own words."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Stakeholder
from kam.core.fields import Prose
from kam.core.models import Record
from kam.visits.models.visit import Visit
from kam.visits.querysets import QuoteQuerySet


class Quote(Record):
    """Words of the customer at a visit; never rewritten, only taken back while open."""

    COUNTED = _("原话")
    UNAUDITED = Record.UNAUDITED | {"client_id"}

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="quotes")
    stakeholder = models.ForeignKey(
        Stakeholder,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name=_("谁说的"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    text = Prose(_("原话"), max_length=1000, blank=False)
    retracted_at = models.DateTimeField(null=True, blank=True)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        """Return its number; what was said stays private."""
        return f"#{self.pk}"

    @property
    def audit_account_id(self) -> int | None:
        """The account."""
        return self.visit.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.visit.account.team_id
