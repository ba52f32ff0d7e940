"""Verbs on judgements."""

from kam.judgements.services.bulk import bulk_judgements
from kam.judgements.services.judging import Opinion, judge, restore, retract

__all__ = ["Opinion", "bulk_judgements", "judge", "restore", "retract"]
