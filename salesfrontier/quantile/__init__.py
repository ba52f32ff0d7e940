"""Quantile frontiers: lines under which a given share of the units lies.

`fit_quantiles` is the door; `lines` holds the programme and its proof, `inner` the way
to come close, `crossing` what keeps lines apart, `spreads` the standard errors.
"""

from salesfrontier.quantile.fitting import QuantileRules, fit_quantiles
from salesfrontier.quantile.results import QuantileFit, QuantileLine

__all__ = ["QuantileFit", "QuantileLine", "QuantileRules", "fit_quantiles"]
