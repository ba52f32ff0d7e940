"""Behaviour read from the record: what is counted, of how many, and how sure it is."""

from kam.performance.rules.behaviour.measuring import (
    FEW,
    KNOWN,
    NEEDS,
    Band,
    Count,
    Measured,
    apart,
    band,
    measure,
    moved,
)
from kam.performance.rules.behaviour.metrics import (
    BY_KEY,
    METRICS,
    READY,
    Kind,
    Metric,
    Need,
)
from kam.performance.rules.behaviour.settings import BEHAVIOUR_KEYS, Limits, limits_from
from kam.performance.rules.behaviour.spans import (
    Span,
    choices,
    span_of,
    usual_period,
    zone_offsets,
)
from kam.performance.rules.behaviour.weapons import (
    CONCLUSIONS,
    HABITS,
    WEAPONS,
    Conclusion,
    Weapon,
)

__all__ = [
    "BEHAVIOUR_KEYS",
    "BY_KEY",
    "CONCLUSIONS",
    "FEW",
    "HABITS",
    "KNOWN",
    "METRICS",
    "NEEDS",
    "READY",
    "WEAPONS",
    "Band",
    "Conclusion",
    "Count",
    "Kind",
    "Limits",
    "Measured",
    "Metric",
    "Need",
    "Span",
    "Weapon",
    "apart",
    "band",
    "choices",
    "limits_from",
    "measure",
    "moved",
    "span_of",
    "usual_period",
    "zone_offsets",
]
