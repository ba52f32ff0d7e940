"""Verbs of notices."""

from kam.notices.services.choosing import choose, mute, refuse_address, stop
from kam.notices.services.letters import (
    claim,
    claim_again,
    hand_over,
    put_back,
    settle,
    settle_cut_off,
    try_again,
)
from kam.notices.services.marking import put_off, read, unread

__all__ = [
    "choose",
    "claim",
    "claim_again",
    "hand_over",
    "mute",
    "put_back",
    "put_off",
    "read",
    "refuse_address",
    "settle",
    "settle_cut_off",
    "stop",
    "try_again",
    "unread",
]
