"""Freezing a plan as it stands: texts, live values, objectives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.blueprints.models import BlueprintVersion
from kam.blueprints.queries.one import blueprint_of
from kam.blueprints.queries.whole import snapshot_of, whole_of
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import today_of

if TYPE_CHECKING:
    from kam.blueprints.models import Blueprint
    from kam.people.models import User

NOBODY = mark("这个客户没有负责人，没有人可以提交")


def freeze(actor: User | None, row: Blueprint, kind: str) -> BlueprintVersion:
    """Store the next version of a locked plan, seen with the eyes of who does it."""
    viewer = actor or row.account.owner
    if viewer is None:
        raise Invalid(NOBODY, fields={"": [NOBODY]})
    whole = whole_of(viewer, blueprint_of(viewer, row.pk), today_of(actor))
    content = json.dumps(snapshot_of(viewer, whole), ensure_ascii=False)
    version = BlueprintVersion(
        blueprint=row,
        number=row.number + 1,
        kind=kind,
        content=content,
        author=actor,
        frozen_at=now(),
    )
    return changes.create(actor=actor, row=version, verb="blueprintversion.freeze")
