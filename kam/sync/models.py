"""What a device sent, the devices themselves, and what they were given to read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kam.accounts.models import Account
from kam.core.models import Record
from kam.sync.querysets import DeviceQuerySet, EnvelopeQuerySet
from kam.sync.terms import EnvelopeState

User = settings.AUTH_USER_MODEL


class Device(models.Model):
    """A browser that works without signal, as it says of itself."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uuid = models.UUIDField()
    first_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    skew_seconds = models.BigIntegerField(default=0)
    build = models.CharField(max_length=40, blank=True, default="")
    sent = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "uuid"], name="sync_device_once")
        ]


class Envelope(Record):
    """One item of a device's outbox; `id` is the order in which the server had it.

    `payload` is kept only while somebody may still need it: waiting, in conflict,
    quarantined, refused, or given up less than a day ago.
    """

    COUNTED = _("离线项")
    UNAUDITED = Record.UNAUDITED | {
        "op",
        "author_id",
        "device_id",
        "kind",
        "thing",
        "account_id",
        "schema",
        "digest",
        "size",
        "reason",
        "faults",
        "payload",
        "conflicts",
        "merged",
        "claimed_at",
        "is_skewed",
        "waits_for",
        "noun",
        "object_id",
        "decided_at",
    }

    op = models.UUIDField(unique=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    device = models.ForeignKey(
        Device, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    kind = models.CharField(max_length=24, blank=True, default="")
    thing = models.UUIDField(null=True)
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, related_name="+"
    )
    schema = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField(default=0)
    state = models.CharField(_("状态"), max_length=12, choices=EnvelopeState)
    reason = models.CharField(max_length=24, blank=True, default="")
    faults = models.JSONField(default=dict)
    payload = models.TextField(blank=True, default="")
    conflicts = models.TextField(blank=True, default="")
    merged = models.JSONField(default=list)
    claimed_at = models.DateTimeField(null=True)
    is_skewed = models.BooleanField(default=False)
    waits_for = models.UUIDField(null=True)
    noun = models.CharField(max_length=20, blank=True, default="")
    object_id = models.BigIntegerField(null=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["author", "id"],
                name="sync_open_of_author",
                condition=models.Q(
                    state__in=["waiting", "conflict", "quarantined", "refused"]
                ),
            ),
            models.Index(
                fields=["waits_for"],
                name="sync_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["id"],
                name="sync_quarantine",
                condition=models.Q(state="quarantined"),
            ),
        ]

    @property
    def audit_account_id(self) -> int | None:
        """The account it names, where there is one."""
        return self.account_id


class Lease(models.Model):
    """That a person's device was given an account to read, and when last."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "account"], name="sync_lease_once")
        ]


__all__ = ["Device", "Envelope", "Lease"]
