"""An account that changed hands, and what its receiver has read of it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account
from kam.core.fields import Prose
from kam.core.models import AccountRecord
from kam.handover.querysets import HandoverQuerySet
from kam.handover.rules import UNKNOWN, read_with

User = settings.AUTH_USER_MODEL
WAITING = models.Q(confirmed_at=None, overtaken_at=None)


class Handover(AccountRecord):
    """From whom to whom an account went; `parts` are those the receiver has read."""

    COUNTED = _("交接")

    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="handovers"
    )
    former = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("原负责人")
    )
    receiver = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", verbose_name=_("接手人")
    )
    opened_at = models.DateTimeField(_("交接时间"))
    parts = models.JSONField(_("读过的部分"), default=list, blank=True)
    note = Prose(_("接手人的话"), max_length=500)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    overtaken_at = models.DateTimeField(null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=WAITING,
                name="handover_waits_once",
                violation_error_message=_("这家客户已有一次没有确认的交接"),
            ),
            models.CheckConstraint(
                condition=~models.Q(former=models.F("receiver")),
                name="handover_to_another",
                violation_error_message=_("交接要有两个人"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["receiver"], name="handover_waiting", condition=WAITING
            ),
        ]

    def clean(self) -> None:
        """Keep the parts to those of a passport, in their order."""
        super().clean()
        if self.parts != read_with(self.parts, ()):
            raise ValidationError({"parts": UNKNOWN})

    @property
    def is_waiting(self) -> bool:
        """Whether the receiver has still to confirm it."""
        return self.confirmed_at is None and self.overtaken_at is None
