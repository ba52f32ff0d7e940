"""Stochastic frontiers: noise and inefficiency told apart by their shapes.

`fit_stochastic` is the door; `densities` holds the formulas with their derivatives,
`likelihood` the climb, `scoring` what a residual says of one unit.
"""

from salesfrontier.stochastic.choosing import StochasticRules
from salesfrontier.stochastic.fitting import fit_stochastic
from salesfrontier.stochastic.likelihood import Inefficiency
from salesfrontier.stochastic.results import LikelihoodRatio, Spread, StochasticFit

__all__ = [
    "Inefficiency",
    "LikelihoodRatio",
    "Spread",
    "StochasticFit",
    "StochasticRules",
    "fit_stochastic",
]
