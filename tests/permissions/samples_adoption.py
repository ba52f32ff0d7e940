"""Knocking at the doors of the adoption ladder."""

from __future__ import annotations

from tests.permissions.sample import Sample

TYPED = {
    "knows": "1",
    "evidence": "x",
    "source": "seen",
    "confidence": "low",
    "day": "2025-01-02",
}


ADOPTION: list[Sample] = [
    Sample("adoption:account", about="account"),
    Sample("adoption:judge", about="stakeholder"),
    Sample(
        "adoption:judge",
        "POST",
        about="stakeholder",
        form=True,
        typed=TYPED,
    ),
]
