"""Records of what customers need."""

from kam.needs.models.cards import Card
from kam.needs.models.claims import Claim, ClaimMove
from kam.needs.models.messages import Message
from kam.needs.models.places import Place
from kam.needs.models.problems import Problem

__all__ = ["Card", "Claim", "ClaimMove", "Message", "Place", "Problem"]
