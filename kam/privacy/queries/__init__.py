"""Questions about what is held of a person."""

from kam.privacy.queries.held import Holding, holding_of, receipts_of, told

__all__ = ["Holding", "holding_of", "receipts_of", "told"]
