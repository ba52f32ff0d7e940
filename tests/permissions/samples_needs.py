"""Knocking at the doors of the needs room."""

from __future__ import annotations

from tests.permissions.sample import Sample

NODE = {"names": "x", "note": "y", "day": "2025-01-02"}

NEEDS: list[Sample] = [
    Sample("needs:account", about="account", judged="need.see", seen="need"),
    Sample("needs:problem-new", about="stakeholder"),
    Sample("needs:problem-new", "POST", about="stakeholder", form=True, typed=NODE),
    Sample("needs:template", "POST", about="stakeholder", typed={"role": "quality"}),
    Sample("needs:problem", about="problem"),
    Sample("needs:problem", "POST", about="problem", form=True, typed={"name": "z"}),
    Sample("needs:problem-archive", "POST", about="problem"),
    Sample("needs:problem-restore", "POST", about="problem"),
]
