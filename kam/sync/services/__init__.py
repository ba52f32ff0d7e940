"""Verbs of this room."""

from kam.sync.services.devices import forget_device
from kam.sync.services.judging import Taken, admit, bring, reconsider, refuse
from kam.sync.services.leases import give_leases
from kam.sync.services.pushing import MOST, Claim, Item, push
from kam.sync.services.settling import give_up, hurry, settle, take_back

__all__ = [
    "MOST",
    "Claim",
    "Item",
    "Taken",
    "admit",
    "bring",
    "forget_device",
    "give_leases",
    "give_up",
    "hurry",
    "push",
    "reconsider",
    "refuse",
    "settle",
    "take_back",
]
