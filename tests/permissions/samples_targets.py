"""How the doors of targets and of the dashboard of a territory are knocked at."""

from __future__ import annotations

from tests.permissions.sample import Sample

REASON = "a new hospital opens"

TARGETS: list[Sample] = [
    Sample("performance:targets", shows=(("territory", "code"),)),
    *(
        Sample("performance:targets-export", query=f"format={kind}")
        for kind in ("csv", "xlsx")
    ),
    Sample("performance:target", about="target"),
    Sample("performance:target-edit", about="target"),
    Sample(
        "performance:target-edit",
        "POST",
        about="target",
        form=True,
        typed={"figure": "45", "reason": REASON},
    ),
    Sample(
        "performance:target-undo",
        "POST",
        about="target",
        typed=lambda _world, row: {"revision": row.revision},
    ),
    Sample(
        "performance:target-new",
        about="fresh_row",
        path=lambda _world, row: {"pk": row.run_id, "territory": row.territory_id},
    ),
    Sample(
        "performance:target-new",
        "POST",
        about="fresh_row",
        path=lambda _world, row: {"pk": row.run_id, "territory": row.territory_id},
        form=True,
        typed={"figure": "45", "reason": REASON},
    ),
    Sample("desk:territories", shows=(("territory", "code"),)),
    Sample("desk:territory", about="territory"),
    *(
        Sample("desk:territories-export", query=f"format={kind}")
        for kind in ("csv", "xlsx")
    ),
    Sample("GET /targets"),
    Sample(
        "POST /targets",
        about="fresh_row",
        typed=lambda _world, row: {
            "run": row.run_id,
            "territory": row.territory_id,
            "figure": 45,
            "reason": REASON,
        },
    ),
    Sample("GET /targets/{pk}", about="target"),
    Sample(
        "PATCH /targets/{pk}",
        about="target",
        typed={"figure": 46, "reason": REASON, "If-Match": '"1"'},
    ),
    Sample("POST /targets/{pk}/undo", about="target", typed={"If-Match": '"1"'}),
]
