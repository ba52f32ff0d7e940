"""What is possible, as the units show it: measure rays against it, with proof."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from salesfrontier.dea.answers import Answers, Rays, with_positions
from salesfrontier.dea.asking import ask_highs
from salesfrontier.dea.frame import find_frame
from salesfrontier.dea.programme import Programme, build_programme
from salesfrontier.dea.proving import Claim, Proof, prove
from salesfrontier.dea.slacks import maximise_slacks
from salesfrontier.dea.solving import solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from salesfrontier.dea.programme import Returns

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

BEYOND = 1e-12
ROUNDS = 200


@dataclass(frozen=True, kw_only=True, eq=False)
class Measured:
    """Answers with their proof; peers are positions among the technology's units."""

    answers: Answers
    proof: Proof


@dataclass(frozen=True, kw_only=True, eq=False)
class Technology:
    """A set of units and what mixes of them can do.

    Attributes
    ----------
    units : ndarray of float, shape (r, k)
        ``(x, -y)``, each column scaled to at most about one.
    inputs : int
        How many columns are inputs.
    returns : Returns
    frame : ndarray of int, shape (f,)
        Units that span it.
    programme : Programme
        Of the frame.
    worth : ndarray of float, shape (k,) or None
        Weights of slacks; None leaves mixes as they are found.
    """

    units: Floats
    inputs: int
    returns: Returns
    frame: Ints
    programme: Programme
    worth: Floats | None = None

    def measure(self, rays: Rays, *, own: bool = False) -> Measured:
        """Find how far each ray reaches, and prove it.

        Parameters
        ----------
        rays : Rays
            Directions ≥ 0 with at least one figure above zero each.
        own : bool
            Ray i starts at unit i.

        Notes
        -----
        What the walk cannot prove HiGHS solves again; see `Answers.solver`. What it
        cannot prove either is left without a number. Cost as `solve` and `prove`.
        """
        nobody = np.full(len(rays), -1, dtype=np.int64)
        found = self._best_mixes(solve(self.programme, rays, inputs=self.inputs), rays)
        proof = self._prove(rays, found, nobody, own=own)
        bad = np.flatnonzero(~proof.certified)
        if len(bad):
            again = ask_highs(self.programme, rays.at(bad))
            found = found.put(bad, self._best_mixes(again, rays.at(bad)))
            proof = self._prove(rays, found, nobody, own=own)
        return _without_numbers(
            Measured(answers=with_positions(found, self.frame), proof=proof)
        )

    def measure_without_self(self, rays: Rays, first: Measured, own: Ints) -> Measured:
        """Compare each unit with all others but itself.

        Parameters
        ----------
        rays : Rays
        first : Measured
            What `measure` said; units outside the frame keep it.
        own : ndarray of int, shape (n,)
            The unit at which each ray starts.

        Notes
        -----
        Without one of its units the frame may need others, which join as long as one
        of them stands over the plane found. Cost O(f n k) and f small programmes.
        """
        answers = first.answers
        columns = {name: np.array(getattr(first.proof, name)) for name in PROOFS}
        for at in np.flatnonzero(np.isin(own, self.frame)).tolist():
            one = self._without(int(own[at]), rays.at(np.array([at])))
            answers = answers.put(np.array([at]), one.answers)
            for name in PROOFS:
                columns[name][at] = getattr(one.proof, name)[0]
        return Measured(answers=answers, proof=make_proof(columns))

    def _without(self, left_out: int, ray: Rays) -> Measured:
        """Measure one ray against everybody but one unit."""
        others = np.delete(np.arange(len(self.units)), left_out)
        chosen = self.frame[self.frame != left_out]
        if not len(chosen):
            chosen = others
        for _ in range(ROUNDS):
            smaller = replace(
                self,
                frame=chosen,
                programme=build_programme(self.units[chosen], self.returns),
            )
            found = solve(smaller.programme, ray, inputs=self.inputs)
            height = self.units[others] @ found.plane[0] + found.level[0]
            worst = int(np.argmin(height))
            size = np.abs(found.plane[0]).max()
            if not height[worst] < -BEYOND * size or others[worst] in chosen:
                break
            chosen = np.union1d(chosen, others[worst])
        return smaller.prove_without(left_out, ray, found)

    def prove_without(self, left_out: int, ray: Rays, found: Answers) -> Measured:
        """Prove one answer that leaves a unit out; ask HiGHS where that fails.

        Parameters
        ----------
        left_out : int
        ray : Rays
            One.
        found : Answers
            Peers are positions in the frame.
        """
        found = self._best_mixes(found, ray)
        barred = np.array([left_out])
        proof = self._prove(ray, found, barred, own=False)
        if not proof.certified[0]:
            found = self._best_mixes(ask_highs(self.programme, ray), ray)
            proof = self._prove(ray, found, barred, own=False)
        return _without_numbers(
            Measured(answers=with_positions(found, self.frame), proof=proof)
        )

    def _best_mixes(self, found: Answers, rays: Rays) -> Answers:
        """Take the mixes with the largest slacks, where that is wanted."""
        if self.worth is None:
            return found
        return maximise_slacks(self.programme, rays, found, self.worth)

    def _prove(self, rays: Rays, found: Answers, excluded: Ints, *, own: bool) -> Proof:
        """Check answers whose peers are positions in the frame."""
        claim = Claim(
            returns=self.returns,
            units=self.units,
            rays=rays,
            answers=with_positions(found, self.frame),
            excluded=excluded,
        )
        return prove(claim, self.frame, own=own)


PROOFS = ("residual", "infeasibility", "gap")


def make_proof(columns: dict[str, Floats]) -> Proof:
    """Put the columns of a proof together."""
    return Proof(
        residual=columns["residual"],
        infeasibility=columns["infeasibility"],
        gap=columns["gap"],
    )


def _without_numbers(measured: Measured) -> Measured:
    """Take the number away from an answer without proof."""
    good = measured.proof.certified
    answers = measured.answers
    return replace(
        measured, answers=replace(answers, beta=np.where(good, answers.beta, np.nan))
    )


def build_technology(
    units: Floats, inputs: int, returns: Returns, *, worth: Floats | None = None
) -> Technology:
    """Find the frame of a set of units and write down its programme.

    Parameters
    ----------
    units : ndarray of float, shape (r, k)
        ``(x, -y)``, scaled.
    inputs : int
    returns : Returns
    worth : ndarray of float, shape (k,), or None

    Notes
    -----
    Cost as `find_frame`.
    """
    frame = find_frame(units, inputs)
    return Technology(
        units=units,
        inputs=inputs,
        returns=returns,
        frame=frame,
        programme=build_programme(units[frame], returns),
        worth=worth,
    )
