"""Verbs of this room."""

from kam.packs.services.versions import VersionDraft, put_in_force, save_version

__all__ = ["VersionDraft", "put_in_force", "save_version"]
