"""A trainer's own wording of one method: written, tried, put in force."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kam.core.clock import pretend
from kam.demo.book import chapter
from kam.packs.rules.shipped import shipped
from kam.packs.services import VersionDraft, save_version

if TYPE_CHECKING:
    from kam.demo.building.stage import Stage

WRITTEN = 40


def build_packs(stage: Stage) -> None:
    """Let the trainer add two questions to a pack, forty days ago."""
    told = chapter("packs")["pup"]
    raw = shipped("pup").as_json()
    raw["prompts"] += told["prompts"]
    draft = VersionDraft(raw, change_note=told["change_note"], in_force=True)
    with pretend(stage.moment(stage.today - timedelta(days=WRITTEN))):
        save_version(actor=stage.people["trainer"], key="pup", draft=draft)
