"""Needs through the API: trees and cells, cards, the value ledger, messages."""

from kam.needs.api.messages import messages
from kam.needs.api.trees import places, problems
from kam.needs.api.value import cards, claims

__all__ = ["cards", "claims", "messages", "places", "problems"]
