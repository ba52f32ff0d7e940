"""Verbs of this room."""

from kam.blueprints.services.deciding import (
    amend_blueprint,
    approve_blueprint,
    send_back_blueprint,
    submit_blueprint,
    undo_decision,
    withdraw_blueprint,
)
from kam.blueprints.services.handouts import (
    Answer,
    HandoutDraft,
    answer_goals,
    is_over,
    make_handout,
    note_seen,
    revoke_handout,
)
from kam.blueprints.services.meeting import (
    FindingDraft,
    add_finding,
    close_review,
    drop_finding,
    open_review,
    reopen_review,
    restore_finding,
)
from kam.blueprints.services.objectives import (
    ObjectiveDraft,
    add_objective,
    drop_objective,
    edit_objective,
    restore_objective,
)
from kam.blueprints.services.outlines import OutlineDraft, save_outline, use_outline
from kam.blueprints.services.remarks import (
    add_remark,
    drop_remark,
    reopen_remark,
    restore_remark,
    settle_remark,
)
from kam.blueprints.services.writing import begin_blueprint, edit_blueprint

__all__ = [
    "Answer",
    "FindingDraft",
    "HandoutDraft",
    "ObjectiveDraft",
    "OutlineDraft",
    "add_finding",
    "add_objective",
    "add_remark",
    "amend_blueprint",
    "answer_goals",
    "approve_blueprint",
    "begin_blueprint",
    "close_review",
    "drop_finding",
    "drop_objective",
    "drop_remark",
    "edit_blueprint",
    "edit_objective",
    "is_over",
    "make_handout",
    "note_seen",
    "open_review",
    "reopen_remark",
    "reopen_review",
    "restore_finding",
    "restore_objective",
    "restore_remark",
    "revoke_handout",
    "save_outline",
    "send_back_blueprint",
    "settle_remark",
    "submit_blueprint",
    "undo_decision",
    "use_outline",
    "withdraw_blueprint",
]
