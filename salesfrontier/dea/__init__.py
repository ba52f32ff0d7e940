"""Envelopes over any number of inputs and outputs, each score with its proof.

`fit_envelope` is the door. Below it, from the question to the answer: `questions`
(what is asked), `programme` (the linear programme and its dual), `frame` (which units
span it), `starts`, `walking`, `compiled` and `solving` (how it is solved), `steps` and
`single` (where comparing or sorting answers), `slacks`, and `proving`.
"""

from salesfrontier.dea.answers import Solver
from salesfrontier.dea.fitting import fit_envelope
from salesfrontier.dea.proving import Proof
from salesfrontier.dea.questions import EnvelopeRules, Orientation
from salesfrontier.dea.results import EnvelopeFit, EnvelopeUnit, Prices

__all__ = [
    "EnvelopeFit",
    "EnvelopeRules",
    "EnvelopeUnit",
    "Orientation",
    "Prices",
    "Proof",
    "Solver",
    "fit_envelope",
]
