"""Questions that follow from what is missing, one small source each.

A source takes plain rows and returns the gaps it sees and how many things it finds
filled. The key of a gap is stable, so that a gap somebody asked about is stored once.
"""

from operator import attrgetter

from kam.questions.rules.gaps.answering import could_answer, strengths_of, strongest
from kam.questions.rules.gaps.people import of_judgements, of_writeup
from kam.questions.rules.gaps.products import OF_TERM, of_gates, of_terms
from kam.questions.rules.gaps.shape import Found, Gap, Knowledge, influence_of
from kam.questions.rules.gaps.thinking import is_moot, of_leaves, of_minds

__all__ = [
    "OF_TERM",
    "Found",
    "Gap",
    "Knowledge",
    "all_gaps",
    "could_answer",
    "influence_of",
    "is_moot",
    "strengths_of",
    "strongest",
]
SOURCES = (of_writeup, of_judgements, of_gates, of_terms, of_minds, of_leaves)


def all_gaps(known: Knowledge) -> Found:
    """Ask every source; the gap worth most comes first, ties keep their order."""
    found = [source(known) for source in SOURCES]
    gaps = [gap for one in found for gap in one.gaps]
    gaps.sort(key=attrgetter("worth"), reverse=True)
    return Found(gaps, sum(one.known for one in found))
