"""The records of this room."""

from kam.resources.models.booking import Booking, Hold
from kam.resources.models.resource import ComplianceRule, Resource

__all__ = ["Booking", "ComplianceRule", "Hold", "Resource"]
