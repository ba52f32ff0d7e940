"""Reads begin with who is asking."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Self

from django.db import models

from kam.core.errors import Invalid, NotFound
from kam.core.marking import mark


class ScopedQuerySet(models.QuerySet, ABC):
    """A queryset that knows what one person may see."""

    @abstractmethod
    def visible_to(self, user: Any) -> Self:
        """Return only what `user` may see; every room says how."""

    def seen(self, user: Any, **lookup: Any) -> Any:
        """Return the one visible row, or the same NotFound for absent and hidden."""
        found = self.visible_to(user).filter(**lookup).first()
        if found is None:
            raise NotFound
        return found

    def named(self, user: Any, pk: Any, field: str) -> Any:
        """Return the row that a field of somebody's input names.

        What is out of the person's sight is refused exactly like what is absent;
        the command line (`user` is None) sees everything.
        """
        rows = self if user is None else self.visible_to(user)
        found = rows.filter(pk=pk).first()
        if found is None:
            raise Invalid(fields={field: [mark("没有找到，或者您无权查看")]})
        return found
