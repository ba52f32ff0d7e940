"""Verbs on visits, records, actions and promises."""

from kam.visits.services.bulk import bulk_visits
from kam.visits.services.calendar import (
    choose_calendar,
    make_calendar,
    note_read,
    revoke_calendar,
)
from kam.visits.services.changing import change_action, change_promise
from kam.visits.services.cleaning import clear_arrived
from kam.visits.services.closing import bulk_close_actions, bulk_close_promises
from kam.visits.services.commitments import (
    close_action,
    close_promise,
    edit_action,
    edit_promise,
    open_action,
    open_promise,
    reopen_action,
    reopen_promise,
)
from kam.visits.services.drafts import Further, Pledge, Said, Task
from kam.visits.services.files import (
    FileDraft,
    Misplaced,
    announce_file,
    attach_file,
    clear_file,
    find_or_announce,
    receive_part,
    restore_file,
    retract_file,
)
from kam.visits.services.handing import hand_over_plans
from kam.visits.services.planning import (
    Twice,
    cancel_visit,
    carry_objective,
    edit_plan,
    mark_reviewed,
    plan_visit,
    restore_visit,
)
from kam.visits.services.quotes import restore_quote, retract_quote
from kam.visits.services.recording import (
    Submission,
    amend_visit,
    record_visit,
    save_draft,
    start_record,
    submit_visit,
)
from kam.visits.services.rhythm import refresh_rhythm
from kam.visits.services.week import (
    Pick,
    Planned,
    move_visit,
    plan_week,
    take_back,
)
from kam.visits.services.writing import require_held

__all__ = [
    "FileDraft",
    "Further",
    "Misplaced",
    "Pick",
    "Planned",
    "Pledge",
    "Said",
    "Submission",
    "Task",
    "Twice",
    "amend_visit",
    "announce_file",
    "attach_file",
    "bulk_close_actions",
    "bulk_close_promises",
    "bulk_visits",
    "cancel_visit",
    "carry_objective",
    "change_action",
    "change_promise",
    "choose_calendar",
    "clear_arrived",
    "clear_file",
    "close_action",
    "close_promise",
    "edit_action",
    "edit_plan",
    "edit_promise",
    "find_or_announce",
    "hand_over_plans",
    "make_calendar",
    "mark_reviewed",
    "move_visit",
    "note_read",
    "open_action",
    "open_promise",
    "plan_visit",
    "plan_week",
    "receive_part",
    "record_visit",
    "refresh_rhythm",
    "reopen_action",
    "reopen_promise",
    "require_held",
    "restore_file",
    "restore_quote",
    "restore_visit",
    "retract_file",
    "retract_quote",
    "revoke_calendar",
    "save_draft",
    "start_record",
    "submit_visit",
    "take_back",
]
