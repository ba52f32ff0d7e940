"""A photo or a file of a visit; its bytes arrive in parts and lie outside the site."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.core.fields import Line
from kam.core.models import Record
from kam.visits.models.visit import Visit
from kam.visits.querysets import AttachmentQuerySet
from kam.visits.rules.files import LONGEST_NAME
from kam.visits.terms import FileState, Traces


class Attachment(Record):
    """What was announced of a file, and how much of it has arrived.

    The bytes lie under a random name; `name` is only what the person called it. `size`
    and `sha256` are of the file as its device sent it, `stored_size` and
    `stored_sha256` of what lies here: of a photo, without where it was taken.
    """

    COUNTED = _("附件")
    UNAUDITED = Record.UNAUDITED | {"client_id", "place", "received"}

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="files")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("谁加的"),
    )
    name = Line(_("文件名"), max_length=LONGEST_NAME)
    media_type = models.CharField(_("类型"), max_length=80)
    size = models.PositiveIntegerField(_("字节"))
    sha256 = models.CharField(_("校验和"), max_length=64)
    stored_size = models.PositiveIntegerField(_("存下的字节"), null=True, blank=True)
    stored_sha256 = models.CharField(
        _("存下的校验和"), max_length=64, blank=True, default=""
    )
    traces = models.CharField(
        _("拍摄信息"), max_length=4, choices=Traces, blank=True, default=""
    )
    received = models.PositiveIntegerField(default=0)
    state = models.CharField(
        _("状态"), max_length=10, choices=FileState, default=FileState.INCOMPLETE
    )
    retracted_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=32, unique=True, editable=False)
    client_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received__lte=models.F("size")),
                name="visits_file_received",
            )
        ]

    def __str__(self) -> str:
        """Return its number; what it is called stays private."""
        return f"#{self.pk}"

    @property
    def is_complete(self) -> bool:
        """Whether all of it has arrived and is still there."""
        return self.state == FileState.COMPLETE

    @property
    def audit_account_id(self) -> int | None:
        """The account."""
        return self.visit.account_id

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the account's team."""
        return self.visit.account.team_id
