"""Exact frontiers with one input and one output.

`fit_frontier` takes arrays and refuses bad figures; `fit_rows` takes the rows of
a file and drops bad ones with a reason; `certify` proves a fit. See
``docs/explain/frontier.md`` for a worked table.
"""

from salesfrontier.envelope.certificate import certify
from salesfrontier.envelope.estimators import ESTIMATORS, METHODS, Estimator
from salesfrontier.envelope.fitting import SMALL_SAMPLE, fit_frontier, fit_rows
from salesfrontier.envelope.results import (
    Efficiency,
    FitWarning,
    FrontierFit,
    FrontierUnit,
    Outline,
    Peer,
    Vertex,
)

__all__ = [
    "ESTIMATORS",
    "METHODS",
    "SMALL_SAMPLE",
    "Efficiency",
    "Estimator",
    "FitWarning",
    "FrontierFit",
    "FrontierUnit",
    "Outline",
    "Peer",
    "Vertex",
    "certify",
    "fit_frontier",
    "fit_rows",
]
