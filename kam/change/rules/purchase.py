"""客户购买公式: behaviour = relationship × (a · advantage + b · interest), §3.23.

The deck gives no values for a and b, and other readings are possible. The result is a
what-if between 0 and 1 and never a probability. `interest` is the legitimate economic
interest of the organisation: total cost, terms, service; nothing personal (§8).
"""

from __future__ import annotations

from dataclasses import dataclass

RELATIONSHIP, ADVANTAGE, INTEREST = "relationship", "advantage", "interest"
FACTORS = (RELATIONSHIP, ADVANTAGE, INTEREST)
SCALE_STEPS = 8


@dataclass(frozen=True)
class Purchase:
    """The result, its parts, and the factor whose rise would lift it most."""

    result: float
    advantage_part: float
    interest_part: float
    weakest: str


def relationship_of(business: int, personal: int) -> float:
    """Return two scores of 1–5 (§3.18) as one strength between 0 and 1."""
    return (business + personal - 2) / SCALE_STEPS


def purchase(
    relationship: float, advantage: float, interest: float, weight: float
) -> Purchase:
    """Multiply; all inputs lie between 0 and 1, `weight` is a and b is 1 - a."""
    bracket = weight * advantage + (1 - weight) * interest
    lifts = {
        RELATIONSHIP: (1 - relationship) * bracket,
        ADVANTAGE: relationship * weight * (1 - advantage),
        INTEREST: relationship * (1 - weight) * (1 - interest),
    }
    lowest = {
        RELATIONSHIP: relationship,
        ADVANTAGE: advantage,
        INTEREST: interest,
    }
    weakest = max(FACTORS, key=lambda name: (round(lifts[name], 9), -lowest[name]))
    return Purchase(
        result=relationship * bracket,
        advantage_part=weight * advantage,
        interest_part=(1 - weight) * interest,
        weakest=weakest,
    )
