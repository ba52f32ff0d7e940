"""The chain of entries, and the values that erasure may empty."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Chain(models.Model):
    """The newest link of one team's chain; writers of other teams do not wait."""

    name = models.CharField(max_length=40, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")


class Entry(models.Model):
    """One change: who, which verb, which record, and digests of its values.

    Rows are never changed or removed; triggers on both databases refuse it.
    """

    chain = models.CharField(max_length=40)
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_constraint=False,
    )
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    account_id = models.BigIntegerField(null=True)
    digests = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "position"], name="audit_entry_place"
            )
        ]
        indexes = [
            models.Index(fields=["noun", "object_id", "-id"], name="audit_of_record"),
            models.Index(fields=["account_id", "-id"], name="audit_of_account"),
        ]


class Detail(models.Model):
    """The salted values behind an entry's digests; erasure empties them."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="detail"
    )
    values = models.JSONField(default=dict)
