"""The API of the visits room."""

from kam.visits.api.commitments import actions, promises
from kam.visits.api.files import of_visit as visit_files
from kam.visits.api.files import router as files
from kam.visits.api.probes import router as probes
from kam.visits.api.quotes import of_visit as visit_quotes
from kam.visits.api.quotes import router as quotes
from kam.visits.api.visits import router as visits

__all__ = [
    "actions",
    "files",
    "probes",
    "promises",
    "quotes",
    "visit_files",
    "visit_quotes",
    "visits",
]
