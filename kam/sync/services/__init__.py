"""Verbs of this room."""

from kam.sync.services.leases import give_leases

__all__ = ["give_leases"]
