"""Verbs of probing."""

from kam.probing.services.bulk import bulk_probes
from kam.probing.services.hearing import Heard, follow_up, hear, hear_many, unask
from kam.probing.services.planning import (
    Draft,
    drop_probe,
    edit_probe,
    plan_entry,
    plan_probe,
    restore_probe,
)

__all__ = [
    "Draft",
    "Heard",
    "bulk_probes",
    "drop_probe",
    "edit_probe",
    "follow_up",
    "hear",
    "hear_many",
    "plan_entry",
    "plan_probe",
    "restore_probe",
    "unask",
]
