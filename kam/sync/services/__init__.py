"""Verbs of this room."""

from kam.sync.services.leases import give_leases
from kam.sync.services.pushing import MOST, Claim, Item, push

__all__ = ["MOST", "Claim", "Item", "give_leases", "push"]
