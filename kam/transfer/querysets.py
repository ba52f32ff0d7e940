"""Who sees which imports: only whoever made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import scope

if TYPE_CHECKING:
    from kam.people.models import User


class ImportQuerySet(ScopedQuerySet):
    """Imports."""

    def visible_to(self, user: User) -> Self:
        """Only one's own, while one may import at all."""
        return self.filter(scope(user, "import", owner="created_by"))
