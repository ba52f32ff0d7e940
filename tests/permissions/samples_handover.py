"""Knocking at the doors of the hand-over room."""

from __future__ import annotations

from tests.permissions.sample import Sample

HANDOVER: list[Sample] = [
    Sample("handover:list"),
    Sample("handover:passport", about="handover"),
    Sample(
        "handover:confirm",
        "POST",
        about="handover",
        typed={"part": "people", "note": "x"},
    ),
    Sample("GET /handovers"),
    Sample("GET /handovers/{pk}", about="handover"),
    Sample("POST /handovers/{pk}/confirm", about="handover", typed={"note": "x"}),
]
