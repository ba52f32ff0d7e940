"""Where columns are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.people.models import User


def columns_url(user: User, set_id: int) -> str:
    """Return where the columns of a set are chosen; empty for who may not look."""
    if not may(user, "column_run", "see"):
        return ""
    return reverse("performance:columns", args=[set_id])
