"""Answers already given, so that a form sent twice is carried out once."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Receipt(models.Model):
    """The answer to one request with an idempotency key."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    key = models.CharField(max_length=80)
    route = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True, default="")
    content_type = models.CharField(max_length=80, blank=True, default="")
    etag = models.CharField(max_length=80, blank=True, default="")
    body = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="web_receipt_once")
        ]
