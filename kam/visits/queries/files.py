"""Questions about the photos and files of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from kam.core.errors import NotFound
from kam.people.scopes import may
from kam.visits.models import Attachment
from kam.visits.shelf import Shelf
from kam.visits.terms import FileState

if TYPE_CHECKING:
    from typing import BinaryIO
    from uuid import UUID

    from kam.people.models import User
    from kam.visits.models import Visit

SIGHT = ("visit__account", "author")


def files_of(user: User, visit: Visit) -> list[Attachment]:
    """Return the files of a visit in the order they came, those taken back as well."""
    if not may(user, "attachment", "see"):
        return []
    rows = Attachment.objects.visible_to(user).filter(visit=visit)
    return list(rows.select_related(*SIGHT).order_by("pk"))


def seen_file(user: User, key: UUID) -> Attachment:
    """Return one visible file by its own id."""
    found: Attachment = Attachment.objects.select_related(*SIGHT).seen(
        user, client_id=key
    )
    return found


def seen_file_by_id(user: User, pk: int) -> Attachment:
    """Return one visible file by its number."""
    found: Attachment = Attachment.objects.select_related(*SIGHT).seen(user, pk=pk)
    return found


def sent_file(user: User, key: UUID) -> Attachment:
    """Return a file one announced, wherever its account went since, or a visible one.

    Who has nothing to do with it finds nothing; what is told is how much has come.
    """
    rows = Attachment.objects.select_related(*SIGHT)
    mine = may(user, "attachment", "change") and rows.filter(author=user)
    own = mine.filter(client_id=key).first() if mine else None
    return own or seen_file(user, key)


def open_file(file: Attachment) -> BinaryIO:
    """Open a file for reading; one that is not all here is not found."""
    if not file.is_complete or file.retracted_at is not None:
        raise NotFound
    return Shelf(file.place).open()


def with_files(rows: Any, visit: str = "pk") -> Any:
    """Add how many files each visit has, and how many of them have not all arrived."""
    standing = Attachment.objects.standing().filter(visit=OuterRef(visit))
    by_visit = standing.exclude(state=FileState.ERASED).order_by().values("visit")
    late = Count("pk", filter=Q(state=FileState.INCOMPLETE))
    return rows.annotate(
        files_n=Coalesce(Subquery(by_visit.annotate(n=Count("pk")).values("n")), 0),
        files_late=Coalesce(Subquery(by_visit.annotate(n=late).values("n")), 0),
    )
