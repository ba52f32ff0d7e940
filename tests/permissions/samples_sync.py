"""Knocking at the doors of devices that work without signal."""

from __future__ import annotations

from tests.permissions.sample import Sample

SYNC: list[Sample] = [
    Sample("sync:snapshot"),
]
