"""Reads begin with who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

from kam.core.errors import NotFound

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class ScopedQuerySet(models.QuerySet):
    """A queryset that knows what one person may see."""

    def visible_to(self, user: AbstractBaseUser) -> Self:
        """Return only what `user` may see; every room says how."""
        raise NotImplementedError

    def seen(self, user: AbstractBaseUser, **lookup: Any) -> Any:  # noqa: ANN401
        """Return the one visible row, or the same NotFound for absent and hidden."""
        found = self.visible_to(user).filter(**lookup).first()
        if found is None:
            raise NotFound
        return found
