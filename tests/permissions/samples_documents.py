"""Knocking at the doors of the letterhead."""

from __future__ import annotations

from tests.permissions.sample import Sample

DOCUMENTS: list[Sample] = [
    Sample("documents:letterhead"),
    Sample("documents:letterhead", "POST", form=True, typed={"footer": "内部资料"}),
    Sample("documents:preview"),
    Sample("GET /letterhead"),
    Sample("PATCH /letterhead", typed={"footer": "内部资料", "If-Match": '"1"'}),
]
