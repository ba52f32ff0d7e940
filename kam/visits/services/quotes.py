"""Taking back words of the customer while their record is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.audit import changes
from kam.core.clock import now
from kam.people.policies import require
from kam.visits.policies import may_unsay
from kam.visits.services.writing import require_open

if TYPE_CHECKING:
    from kam.people.models import User
    from kam.visits.models import Quote


def retract_quote(*, actor: User | None, quote: Quote) -> Quote:
    """Take words back that were noted wrongly; a locked record keeps every word."""
    return _turn(actor, quote, quote.retracted_at or now(), "quote.retract")


def restore_quote(*, actor: User | None, quote: Quote) -> Quote:
    """Put words back that were taken back."""
    return _turn(actor, quote, None, "quote.restore")


def _turn(actor: User | None, quote: Quote, at: object, verb: str) -> Quote:
    require(may_unsay(actor, quote))
    require_open(quote.visit.state)
    wanted = {"retracted_at": at}
    return changes.change(actor=actor, row=quote, wanted=wanted, verb=verb)
