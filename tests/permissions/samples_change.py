"""Knocking at the doors of change."""

from __future__ import annotations

from tests.permissions.sample import Sample

TYPED = {
    "customer_risk": "7",
    "words_risk": "x",
    "source_risk": "told",
    "confidence": "low",
    "day": "2025-01-02",
}

CHANGE: list[Sample] = [
    Sample("change:account", about="account"),
    Sample("change:judge", about="stakeholder"),
    Sample("change:judge", "POST", about="stakeholder", form=True, typed=TYPED),
]
