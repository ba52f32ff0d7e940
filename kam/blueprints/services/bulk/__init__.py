"""Goals of account plans from a file."""

from kam.blueprints.services.bulk.objectives import bulk_objectives

__all__ = ["bulk_objectives"]
