"""Every door says which noun and verb it serves; a door without says nothing at all.

The registry is what the permission tests walk. A URL or API operation without a
declaration is a system check error, so the product refuses to start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

View = TypeVar("View", bound=Callable[..., Any])

# Paths that belong to libraries and hold nothing of ours.
FOREIGN = ("static/",)


@dataclass(frozen=True)
class Surface:
    """What a door opens: a noun, a verb, and whether it is open to anybody.

    A door that counts tries is not `once`: a refusal there must leave its trace,
    where the answer to a keyed form is otherwise all or nothing. A script asks at a
    door that answers in `json`: refusals too, and a stranger is not led elsewhere.
    """

    noun: str
    verb: str
    open: bool = False
    once: bool = True
    json: bool = False


@dataclass(frozen=True)
class Door:
    """A declared URL."""

    route: str
    name: str
    surface: Surface
    view: Callable[..., Any]


def surface(
    noun: str,
    verb: str,
    *,
    open: bool = False,  # noqa: A002
    once: bool = True,
    json: bool = False,
) -> Callable[[View], View]:
    """Declare the noun and verb of a view or API operation."""

    def declare(view: View) -> View:
        view.surface = Surface(noun, verb, open, once, json)  # type: ignore[attr-defined]
        return view

    return declare


def surface_of(view: Callable[..., Any]) -> Surface | None:
    """Return what a view declares, looking through wrappers."""
    while view is not None:
        found = getattr(view, "surface", None)
        if isinstance(found, Surface):
            return found
        view = getattr(view, "__wrapped__", None)  # type: ignore[assignment]
    return None


def _walk(
    resolver: URLResolver, route: str = "", namespace: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    for item in resolver.url_patterns:
        here = route + str(item.pattern)
        if isinstance(item, URLResolver):
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from _walk(item, here, inner)
        elif isinstance(item, URLPattern):
            yield here, f"{namespace}{item.name or ''}", item.callback


def doors() -> list[Door]:
    """Return every page URL with its declaration (API operations are apart)."""
    found = []
    for route, name, view in _walk(get_resolver()):
        declared = surface_of(view)
        if declared is not None:
            found.append(Door(route=route, name=name, surface=declared, view=view))
    return found


def undeclared() -> list[str]:
    """Return the page URLs that do not say what they open."""
    return [
        route
        for route, _name, view in _walk(get_resolver())
        if surface_of(view) is None and not route.startswith((*FOREIGN, "api/"))
    ]


@register("urls")
def every_door_is_declared(
    app_configs: object,  # noqa: ARG001 - Django's signature
    **options: object,  # noqa: ARG001 - Django's signature
) -> list[CheckMessage]:
    """Refuse to start with a URL whose permission is not declared."""
    return [
        Error(
            f"URL '{route}' does not declare a surface.",
            hint="Add @surface(noun, verb) to its view.",
            id="kam.E001",
        )
        for route in undeclared()
    ]
