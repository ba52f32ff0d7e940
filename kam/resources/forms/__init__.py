"""The forms of this room."""

from kam.resources.forms.bookings import (
    AskForm,
    BookingForm,
    DecideForm,
    RefuseForm,
    RequestListForm,
    UseForm,
)
from kam.resources.forms.resources import (
    CalendarForm,
    ResourceForm,
    ResourceListForm,
    RuleForm,
)

__all__ = [
    "AskForm",
    "BookingForm",
    "CalendarForm",
    "DecideForm",
    "RefuseForm",
    "RequestListForm",
    "ResourceForm",
    "ResourceListForm",
    "RuleForm",
    "UseForm",
]
