"""Knocking at the doors of a visit's probing plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.visits.models import Visit
from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

MATCH = {"If-Match": '"2"'}
PLAN, WRITE = "draft", "visit.change"
TYPED = {"text": "x", "aim": "y", "level": 2}
TEXTS = (("probe", "text"), ("probe", "answer"))
GAP = {"name": "account:potential_minor"}


def of_plan(_world: World, row: Any) -> dict[str, Any]:
    """Name the visit of a probe, and the probe."""
    return {"pk": Visit.objects.get(client_id=row.occasion).pk, "probe": row.pk}


def of_visit(_world: World, row: Any) -> dict[str, Any]:
    """Name the visit."""
    return {"pk": row.pk}


def probe(door: str, method: str = "GET", **more: Any) -> Sample:
    """Knock about one probe; whoever may write the visit may."""
    return Sample(door, method, about="probe", path=of_plan, judged=WRITE, **more)


PROBING: list[Sample] = [
    Sample("visits:probes", about=PLAN, judged="probe.see"),
    Sample(
        "visits:probe-new",
        "POST",
        about=PLAN,
        form=True,
        page="visits:probes",
        path=of_visit,
        typed=TYPED,
        judged=WRITE,
    ),
    Sample("visits:probe-take", "POST", about=PLAN, typed=GAP, judged=WRITE),
    probe("visits:probe-edit"),
    probe("visits:probe-edit", "POST", form=True, typed=TYPED),
    probe("visits:probe-heard"),
    probe("visits:probe-heard", "POST", form=True, typed={"answer": "x"}),
    probe("visits:probe-follow"),
    probe("visits:probe-follow", "POST", form=True, typed={"text": "x", "via": "pfp"}),
    probe("visits:probe-unask", "POST"),
    probe("visits:probe-drop", "POST"),
    probe("visits:probe-restore", "POST"),
    Sample("GET /visits/{pk}/probes", about=PLAN, judged="probe.see"),
    Sample("POST /visits/{pk}/probes", about=PLAN, typed={"text": "x"}, judged=WRITE),
    probe("PATCH /visits/{pk}/probes/{probe}", typed={"text": "x", **MATCH}),
    probe("PUT /visits/{pk}/probes/{probe}/heard", typed={"answer": "x", **MATCH}),
    probe("POST /visits/{pk}/probes/{probe}/rounds", typed={"text": "x", "via": "pfp"}),
]
