"""The OpenAPI document, read as a list of operations with resolved schemas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import get_resolver

from kam.config.api import api

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
ROOT = "/api/v1"


def document() -> Schema:
    """Return the document as it is served."""
    get_resolver().url_patterns  # noqa: B018 - reading them assembles the API
    return dict(api.get_openapi_schema())


@dataclass(frozen=True)
class Described:
    """One operation as the document describes it."""

    method: str
    path: str
    body: Schema = field(default_factory=dict)
    parameters: tuple[Schema, ...] = ()

    @property
    def name(self) -> str:
        """Its name in the table of samples."""
        return f"{self.method} {self.path}"


def resolved(schema: Any, known: Schema) -> Any:
    """Return a schema with its references filled in."""
    if isinstance(schema, list):
        return [resolved(part, known) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return resolved(known[schema["$ref"].rsplit("/", 1)[1]], known)
    return {key: resolved(part, known) for key, part in schema.items()}


def described() -> Iterator[Described]:
    """Yield every operation."""
    told = document()
    known = told["components"]["schemas"]
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            schema = content.get("application/json", {}).get("schema", {})
            yield Described(
                method.upper(),
                path.removeprefix(ROOT),
                resolved(schema, known),
                tuple(resolved(operation.get("parameters", []), known)),
            )


def choices(schema: Schema) -> list[Schema]:
    """Return the kinds of value a schema lets through, without null."""
    kinds = (
        schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf") or [schema]
    )
    return [kind for kind in kinds if kind.get("type") != "null"]


def objects(schema: Schema) -> Iterator[Schema]:
    """Yield every object inside a schema."""
    for kind in choices(schema):
        if kind.get("type") == "object" or "properties" in kind:
            yield kind
            for part in kind.get("properties", {}).values():
                yield from objects(part)
        if isinstance(kind.get("items"), dict):
            yield from objects(kind["items"])


def leaves(schema: Schema, place: str = "") -> Iterator[tuple[str, Schema]]:
    """Yield every plain value inside a schema with its place."""
    for kind in choices(schema):
        if "properties" in kind:
            for name, part in kind["properties"].items():
                yield from leaves(part, f"{place}.{name}")
        elif isinstance(kind.get("items"), dict):
            yield from leaves(kind["items"], f"{place}[]")
        elif kind.get("type") not in ("object", "array"):
            yield place, kind
