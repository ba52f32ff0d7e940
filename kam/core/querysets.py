"""Reads begin with who is asking."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from kam.core.errors import NotFound


class ScopedQuerySet(models.QuerySet):
    """A queryset that knows what one person may see."""

    def visible_to(self, user: Any) -> Self:
        """Return only what `user` may see; every room says how."""
        raise NotImplementedError

    def seen(self, user: Any, **lookup: Any) -> Any:
        """Return the one visible row, or the same NotFound for absent and hidden."""
        found = self.visible_to(user).filter(**lookup).first()
        if found is None:
            raise NotFound
        return found
