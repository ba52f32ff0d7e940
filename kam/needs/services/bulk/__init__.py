"""Entering many needs from files."""

from kam.needs.services.bulk.cards import bulk_cards
from kam.needs.services.bulk.claims import bulk_claims
from kam.needs.services.bulk.messages import bulk_messages
from kam.needs.services.bulk.places import bulk_places
from kam.needs.services.bulk.problems import bulk_problems

__all__ = [
    "bulk_cards",
    "bulk_claims",
    "bulk_messages",
    "bulk_places",
    "bulk_problems",
]
