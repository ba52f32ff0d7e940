"""What a plan holds: live sections, versions and how they differ."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from kam.blueprints.api.common import NOUN, Pk, asked
from kam.blueprints.queries import (
    blueprint_of,
    snapshot_seen,
    version_of,
    versions_of,
    whole_of,
)
from kam.blueprints.rules.compare import compare
from kam.blueprints.schemas import (
    CompareQuery,
    DifferenceOut,
    FrozenOut,
    VersionOut,
    WholeOut,
)
from kam.people.bearer import bearer
from kam.people.days import today_of
from kam.people.scopes import hidden_fields
from kam.web.speech import say
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("/{pk}/sections", response=WholeOut)
@surface(NOUN, "see")
def get_sections(request: HttpRequest, pk: Pk) -> Any:
    """Return what the records say in each section today, and what is missing."""
    user = asked(request)
    whole = whole_of(user, blueprint_of(user, pk), today_of(user))
    return {
        "level": whole.all.level,
        "percent": whole.all.percent,
        "sections": [
            {
                "section": key,
                "facts": [
                    {
                        "key": fact.key,
                        "kind": fact.value.kind,
                        "raw": fact.value.raw,
                        "unit": fact.value.unit,
                    }
                    for fact in live.facts
                ],
                "level": whole.parts[key].level,
                "met": whole.parts[key].met,
                "total": whole.parts[key].total,
                "missing": list(whole.parts[key].missing),
            }
            for key, live in whole.live.items()
        ],
        "objectives": [
            {
                "id": goal.row.pk,
                "value": goal.reading.value,
                "day": goal.reading.day,
                "n": goal.reading.n,
                "why": say(goal.reading.why) if goal.reading.why else "",
                "state": goal.course.state,
                "percent": goal.course.percent,
            }
            for goal in whole.goals
        ],
    }


@router.get("/{pk}/versions", response=list[VersionOut])
@surface(NOUN, "see")
def list_versions(request: HttpRequest, pk: Pk) -> Any:
    """Return the frozen versions, the newest first."""
    user = asked(request)
    return versions_of(user, blueprint_of(user, pk))


@router.get("/{pk}/versions/{number}", response=FrozenOut)
@surface(NOUN, "see")
def get_version(request: HttpRequest, pk: Pk, number: Pk) -> Any:
    """Return one frozen version with what it holds."""
    user = asked(request)
    row = version_of(user, blueprint_of(user, pk), number)
    told = {name: getattr(row, name) for name in VersionOut.model_fields}
    hidden = hidden_fields(user, NOUN)
    return {**told, "content": None if hidden else json.loads(row.content)}


@router.get("/{pk}/compare", response=list[DifferenceOut])
@surface(NOUN, "see")
def get_compare(request: HttpRequest, pk: Pk, query: Query[CompareQuery]) -> Any:
    """Return what differs between two versions."""
    user = asked(request)
    row = blueprint_of(user, pk)
    pair = (version_of(user, row, n) for n in (query.a, query.b))
    before, after = (snapshot_seen(user, one) for one in pair)
    return [
        {
            "section": one.section,
            "what": one.what,
            "key": one.key,
            "kind": one.kind,
            "before": one.before.raw,
            "after": one.after.raw,
        }
        for one in compare(before, after)
    ]
