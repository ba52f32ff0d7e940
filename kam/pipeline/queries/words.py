"""The company's stages, reasons and criteria, and who works on an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account, AccountShare
from kam.pipeline.models import Criterion, Reason, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable


def stages() -> list[Stage]:
    """Return every stage in its order; one statement."""
    return list(Stage.objects.order_by("place", "pk"))


def reasons() -> list[Reason]:
    """Return every reason in its order; one statement."""
    return list(Reason.objects.order_by("place", "pk"))


def criteria() -> list[Criterion]:
    """Return every criterion of the screening in its order; one statement."""
    return list(Criterion.objects.order_by("place", "pk"))


def workers_on(account_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Return who works on each account: its owner, and whom it is shared with.

    Cost: two statements.
    """
    ids = set(account_ids)
    owners = Account.objects.filter(pk__in=ids, owner__isnull=False)
    shares = AccountShare.objects.filter(account_id__in=ids).order_by("user__name")
    found: dict[int, dict[int, str]] = {pk: {} for pk in ids}
    for pk, user, name in owners.values_list("pk", "owner_id", "owner__name"):
        found[pk][user] = name
    for pk, user, name in shares.values_list("account_id", "user_id", "user__name"):
        found[pk][user] = name
    return found
