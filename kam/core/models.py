"""The record every noun is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Record(models.Model):
    """A row with its times and a revision that grows with every change."""

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    revision = models.PositiveIntegerField(default=1)

    UNAUDITED = frozenset({"id", "created_at", "updated_at", "revision"})
    # The plural an administrator reads beside the number of records; "" is uncounted.
    COUNTED: ClassVar[str | StrPromise] = ""

    class Meta:
        abstract = True

    def values(self) -> dict[str, object]:
        """Return the stored values of the fields that people change."""
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.attname not in self.UNAUDITED
        }

    @property
    def version(self) -> str:
        """What an ETag says: it differs after every change that readers see."""
        return str(self.revision)

    @property
    def audit_account_id(self) -> int | None:
        """The account this record belongs to, for the history of a customer."""
        return None

    @property
    def audit_team_id(self) -> int | None:
        """The team whose audit chain the change is written to."""
        return None


class AccountRecord(Record):
    """A record of one account, named by its field ``account``.

    Its changes stand in the history of that account, in the chain of its team.
    """

    class Meta:
        abstract = True

    @property
    def audit_account_id(self) -> int | None:
        """The account."""
        row: Any = self
        account_id: int | None = row.account_id
        return account_id

    @property
    def audit_team_id(self) -> int | None:
        """The team of the account."""
        row: Any = self
        team_id: int | None = row.account.team_id
        return team_id
