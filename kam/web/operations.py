"""API operations say which noun and verb they serve, exactly like pages.

An operation without a declaration, or without a lock, is a system check error, so
the product refuses to start.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver
from ninja import NinjaAPI
from ninja.constants import NOT_SET

from kam.web.surfaces import Surface, surface_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ninja import Router
    from ninja.operation import Operation as NinjaOperation

_ASSEMBLED: list[DeclaredApi] = []


@dataclass(frozen=True)
class Operation:
    """A declared API operation; its path begins behind /api/v1."""

    method: str
    path: str
    surface: Surface
    view: Callable[..., Any]

    @property
    def name(self) -> str:
        """How tests and documents name it, such as GET /accounts/{pk}."""
        return f"{self.method} {self.path}"


class DeclaredApi(NinjaAPI):
    """An API that remembers its routers, so that its operations can be listed."""

    def __init__(self, **options: Any) -> None:
        self.mounted: list[tuple[str, Router]] = []
        super().__init__(**options)
        _ASSEMBLED.append(self)

    def add_router(self, prefix: str, router: Any, **options: Any) -> None:
        """Mount a router."""
        super().add_router(prefix, router, **options)
        self.mounted.append((prefix, router))


def _each() -> Iterator[tuple[str, Router, NinjaOperation]]:
    for api in _ASSEMBLED:
        for prefix, router in api.mounted:
            for path, view in router.path_operations.items():
                for operation in view.operations:
                    place = f"{prefix}{path}".replace("//", "/")
                    yield place.rstrip("/") or "/", router, operation


def operations() -> list[Operation]:
    """Return every API operation with its declaration."""
    get_resolver().url_patterns  # noqa: B018 - reading them assembles the API
    return [
        Operation(method, path, declared, operation.view_func)
        for path, _router, operation in _each()
        if (declared := surface_of(operation.view_func)) is not None
        for method in operation.methods
    ]


def _is_locked(router: Router, operation: NinjaOperation) -> bool:
    own = operation.auth_param
    lock = router.auth if own is NOT_SET else own
    return lock is not NOT_SET and bool(lock)


def _faults() -> Iterator[tuple[str, str, str]]:
    for path, router, operation in _each():
        named = f"{'/'.join(operation.methods)} {path}"
        declared = surface_of(operation.view_func)
        if declared is None:
            yield "kam.E002", named, "Add @surface(noun, verb) below @router."
        elif not declared.open and not _is_locked(router, operation):
            yield "kam.E003", named, "Give its router auth=bearer."


@register("urls")
def every_operation_is_declared_and_locked(
    app_configs: object,  # noqa: ARG001 - Django's signature
    **options: object,  # noqa: ARG001 - Django's signature
) -> list[CheckMessage]:
    """Refuse to start with an API operation that is undeclared or open."""
    get_resolver().url_patterns  # noqa: B018 - reading them assembles the API
    said = {"kam.E002": "does not declare a surface", "kam.E003": "has no lock"}
    return [
        Error(f"API operation '{named}' {said[code]}.", hint=hint, id=code)
        for code, named, hint in _faults()
    ]
