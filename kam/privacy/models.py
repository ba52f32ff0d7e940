"""Receipts of erasure: who erased which number, when, and how much; no names."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kam.core.models import Record
from kam.people.models import Team
from kam.privacy.querysets import ErasureQuerySet


class Erasure(Record):
    """One erased person; after a restore it is carried out again.

    `digest` knows the name again and cannot be read back. `counts` says how much was
    overwritten, by kind. `leftovers` are the files that are to go, until they are gone.
    """

    person_id = models.BigIntegerField(db_index=True)
    digest = models.CharField(max_length=80)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", null=True
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    counts = models.JSONField(default=dict)
    leftovers = models.JSONField(default=list, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        """Return a number."""
        return f"E{self.pk}"

    @property
    def audit_team_id(self) -> int | None:
        """The chain of the team."""
        return self.team_id
