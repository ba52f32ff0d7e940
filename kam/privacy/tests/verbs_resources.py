"""The verbs of resources beside the field that points to a person."""

from __future__ import annotations

from kam.resources import services as resources
from tests.company import here


def of_resources(cast, held):
    """Yield the verbs of resources; what is asked for reaches the person."""
    draft = resources.BookingDraft(
        held.resource.pk, here(), stakeholder_id=held.stakeholder.pk, assured=True
    )
    back = resources.withdraw_booking(actor=cast.rep, booking=held.asked_for)
    gone = resources.cancel_booking(actor=cast.rep, booking=held.booking)
    yield (
        "resources.Booking.stakeholder",
        [
            lambda: resources.ask_booking(
                actor=cast.rep, account=held.account, draft=draft
            ),
            lambda: resources.resubmit_booking(actor=cast.rep, booking=back),
            lambda: resources.rebook_booking(actor=cast.rep, booking=gone),
        ],
    )
