"""Many resources and requests at once, from a file."""

from kam.resources.services.bulk.bookings import bulk_bookings
from kam.resources.services.bulk.resources import bulk_resources

__all__ = ["bulk_bookings", "bulk_resources"]
