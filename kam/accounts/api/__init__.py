"""The API of this room."""

from kam.accounts.api.accounts import router as accounts
from kam.accounts.api.people import router as stakeholders

__all__ = ["accounts", "stakeholders"]
