"""Which HTTP methods a view takes, read from its decorators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KNOWN = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}


def _layers(view: Callable[..., Any] | None) -> Iterator[Callable[..., Any]]:
    while view is not None:
        yield view
        view = getattr(view, "__wrapped__", None)


def methods_of(view: Callable[..., Any]) -> set[str]:
    """Return the methods that Django's `require_…` decorators let through, or none."""
    for layer in _layers(view):
        for cell in getattr(layer, "__closure__", None) or ():
            found = cell.cell_contents
            if isinstance(found, list | tuple) and found and set(found) <= KNOWN:
                return set(found) - {"HEAD"}
    return set()
