"""The bulk verbs of this room: the same rules, policies and audit, in batches."""

from kam.accounts.services.bulk.accounts import bulk_accounts, open_accounts
from kam.accounts.services.bulk.people import bulk_stakeholders

__all__ = ["bulk_accounts", "bulk_stakeholders", "open_accounts"]
