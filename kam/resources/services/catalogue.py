"""Keeping the catalogue: adding a resource, editing it, archiving it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.core.text import name_key
from kam.people.models import Team
from kam.people.policies import require
from kam.people.queries import setting
from kam.resources.models import Resource
from kam.resources.policies import may_arrange
from kam.resources.rules.limits import SAMPLES
from kam.resources.rules.words import NO_SAMPLES
from kam.resources.terms import ResourceKind, Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.people.models import User

ARCHIVED = "archived_at"


@dataclass(frozen=True)
class ResourceDraft:
    """What a resource is made of; without a team it belongs to the actor's."""

    name: str
    kind: str
    unit: str
    unit_minor: int = 0
    currency: str = "CNY"
    team_id: int | None = None
    capacity: int | None = None
    span: str = Span.DAY
    starts_on: date | None = None
    ends_on: date | None = None
    needs_approval: bool = True
    notes: str = ""


EDITABLE = frozenset(f.name for f in fields(ResourceDraft))


def add_resource(*, actor: User | None, draft: ResourceDraft) -> Resource:
    """Add a resource to the catalogue."""
    team_id = draft.team_id or (actor.team_id if actor is not None else None)
    require(may_arrange(actor, "create", team_id))
    _require_team(actor, team_id)
    row = Resource(**{**asdict(draft), "team_id": team_id})
    _require_lawful(row.kind)
    _require_new(row, row.name)
    return changes.create(actor=actor, row=row, verb="resource.create")


def edit_resource(
    *,
    actor: User | None,
    resource: Resource,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Resource:
    """Edit a resource; what was asked for keeps the price it was asked for at."""
    require(may_arrange(actor, "change", resource.team_id))
    changes.refuse_unknown(wanted, EDITABLE)
    if wanted.get("team_id", resource.team_id) != resource.team_id:
        _require_team(actor, wanted["team_id"])
        require(may_arrange(actor, "change", wanted["team_id"]))  # type: ignore[arg-type]
    if "kind" in wanted and wanted["kind"] != resource.kind:
        _require_lawful(wanted["kind"])
    _require_same_span(resource, wanted)
    if "name" in wanted:
        _require_new(resource, str(wanted["name"]))
    return changes.change(
        actor=actor, row=resource, wanted=wanted, before=before, verb="resource.edit"
    )


def archive_resource(*, actor: User | None, resource: Resource) -> Resource:
    """Offer it no more; what was booked stands."""
    require(may_arrange(actor, "change", resource.team_id))
    return take_back(
        actor=actor, row=resource, verb="resource.archive", moment=ARCHIVED
    )


def restore_resource(*, actor: User | None, resource: Resource) -> Resource:
    """Undo `archive_resource`."""
    require(may_arrange(actor, "change", resource.team_id))
    return put_back(actor=actor, row=resource, verb="resource.restore", moment=ARCHIVED)


def _require_team(actor: User | None, team_id: object) -> None:
    Team.objects.named(actor, team_id, "team_id")


def _require_lawful(kind: object) -> None:
    """Refuse samples where the company did not enable them."""
    if kind == ResourceKind.SAMPLE and not setting(SAMPLES.key):
        raise Invalid(fields={"kind": [NO_SAMPLES]})


def _require_new(resource: Resource, name: str) -> None:
    key = name_key(name) or name
    rows = Resource.objects.filter(name_key=key).exclude(pk=resource.pk)
    if rows.exists():
        raise Invalid(fields={"name": [mark("已有同名的资源")]})


def _require_same_span(resource: Resource, wanted: Mapping[str, object]) -> None:
    """Refuse to count a capacity otherwise while bookings are counted by it."""
    span = wanted.get("span", resource.span)
    if span != resource.span and resource.bookings.holding().exists():
        said = mark("已有预订按原来的方式计算，不能改；请归档后另建一个")
        raise Invalid(fields={"span": [said]})
