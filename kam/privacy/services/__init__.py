"""Verbs on what is held of a person."""

from kam.privacy.services.erasing import erase_person
from kam.privacy.services.replaying import replay
from kam.privacy.services.sweeping import sweep
from kam.privacy.services.taking import note_taken, readable

__all__ = ["erase_person", "note_taken", "readable", "replay", "sweep"]
