"""Entering many needs from files."""

from kam.needs.services.bulk.places import bulk_places
from kam.needs.services.bulk.problems import bulk_problems

__all__ = ["bulk_places", "bulk_problems"]
