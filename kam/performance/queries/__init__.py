"""Questions about comparison sets, figures and frontier runs."""

from kam.performance.queries.figures import (
    figures_of,
    periods_of,
    question_of,
    territories_by_code,
)

__all__ = ["figures_of", "periods_of", "question_of", "territories_by_code"]
