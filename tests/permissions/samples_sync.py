"""Knocking at the doors of devices that work without signal."""

from __future__ import annotations

from tests.permissions.sample import Sample

SYNC: list[Sample] = [
    Sample("sync:manifest"),
    Sample("sync:shell", path={"language": "zh-hans"}),
    Sample("sync:snapshot"),
    Sample("sync:hello"),
    # A form is no batch: whoever may send is told so.
    Sample("sync:push", "POST", answers=frozenset({422})),
    Sample("sync:worker"),
]
