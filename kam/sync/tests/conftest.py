"""The same Wednesday and the same hospital as in the tests of visits."""

from kam.judgements.tests.conftest import reagent
from kam.visits.tests.conftest import hospital, signed, wednesday

__all__ = ["hospital", "reagent", "signed", "wednesday"]
