"""What may happen to an account plan in each of its states."""

from __future__ import annotations

DRAFT, SUBMITTED, RETURNED, APPROVED = "draft", "sent", "back", "approved"
WRITABLE = (DRAFT, RETURNED)
MOVES: dict[str, tuple[tuple[str, ...], str]] = {
    "submit": (WRITABLE, SUBMITTED),
    "withdraw": ((SUBMITTED,), DRAFT),
    "approve": ((SUBMITTED,), APPROVED),
    "send_back": ((SUBMITTED,), RETURNED),
    "undo": ((APPROVED, RETURNED), SUBMITTED),
    "amend": ((APPROVED,), DRAFT),
}


def is_writable(state: str) -> bool:
    """Whether texts and objectives may be changed."""
    return state in WRITABLE


def can(verb: str, state: str) -> bool:
    """Whether a move begins in a state."""
    return state in MOVES[verb][0]


def led_to(verb: str) -> str:
    """Return the state a move ends in."""
    return MOVES[verb][1]
