"""The API of the visits room."""

from kam.visits.api.commitments import actions, promises
from kam.visits.api.probes import router as probes
from kam.visits.api.visits import router as visits

__all__ = ["actions", "probes", "promises", "visits"]
