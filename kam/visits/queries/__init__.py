"""Questions about visits, records, actions, promises and rhythm."""

from kam.visits.queries.work import workers

__all__ = ["workers"]
