"""The verbs of this room."""

from kam.resources.services.asking import (
    EDITABLE as BOOKING_EDITABLE,
)
from kam.resources.services.asking import (
    BookingDraft,
    ask_booking,
    edit_booking,
    resubmit_booking,
    withdraw_booking,
)
from kam.resources.services.bulk import bulk_bookings, bulk_resources
from kam.resources.services.catalogue import (
    EDITABLE,
    ResourceDraft,
    add_resource,
    archive_resource,
    edit_resource,
    restore_resource,
)
from kam.resources.services.compliance import edit_rule
from kam.resources.services.deciding import (
    approve_booking,
    reconsider_booking,
    refuse_booking,
)
from kam.resources.services.using import (
    cancel_booking,
    rebook_booking,
    reopen_booking,
    use_booking,
)

__all__ = [
    "BOOKING_EDITABLE",
    "EDITABLE",
    "BookingDraft",
    "ResourceDraft",
    "add_resource",
    "approve_booking",
    "archive_resource",
    "ask_booking",
    "bulk_bookings",
    "bulk_resources",
    "cancel_booking",
    "edit_booking",
    "edit_resource",
    "edit_rule",
    "rebook_booking",
    "reconsider_booking",
    "refuse_booking",
    "reopen_booking",
    "restore_resource",
    "resubmit_booking",
    "use_booking",
    "withdraw_booking",
]
