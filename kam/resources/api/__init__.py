"""Resources and bookings through the API."""

from kam.resources.api.bookings import router as bookings
from kam.resources.api.resources import router as resources

__all__ = ["bookings", "resources"]
