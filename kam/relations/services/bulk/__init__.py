"""Entering much of the map from files."""

from kam.relations.services.bulk.lines import bulk_lines
from kam.relations.services.bulk.roles import bulk_roles
from kam.relations.services.bulk.ties import bulk_ties

__all__ = ["bulk_lines", "bulk_roles", "bulk_ties"]
