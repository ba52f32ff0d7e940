"""Knocking at the doors of the packs room."""

from __future__ import annotations

from kam.packs.rules.shipped import shipped
from tests.permissions.sample import Sample

FLOW = {"key": "flow"}
FIRST = {**FLOW, "number": 1}
NEW = {"document": shipped("flow").as_json()}

PACKS: list[Sample] = [
    Sample("packs:list"),
    Sample("packs:pack", path=FLOW),
    Sample("packs:version", path=FIRST),
    Sample("packs:versions", path=FLOW),
    Sample("packs:export", path=FIRST),
    Sample("packs:edit", path=FLOW),
    Sample("packs:edit", "POST", path=FLOW, form=True, typed={"change_note": "x"}),
    Sample("packs:use", "POST", path=FIRST),
    Sample("packs:import"),
    Sample("packs:import", "POST", answers=frozenset({422})),
    Sample("GET /packs"),
    Sample("GET /packs/{key}", path=FLOW),
    Sample("GET /packs/{key}/versions", path=FLOW),
    Sample("GET /packs/{key}/versions/{version}", path={**FLOW, "version": 1}),
    Sample("POST /packs/{key}/versions", path=FLOW, typed=NEW),
    Sample("PUT /packs/{key}/in-force", path=FLOW, typed={"version": 1}),
]
