"""How the doors of the transfer room are knocked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.permissions.sample import Sample

if TYPE_CHECKING:
    from tests.permissions.world import World

# Whoever may import, but no accounts, is told so by the form.
TAKEN_OR_NOT = frozenset({303, 422})
NOT_INTERRUPTED = frozenset({422})


def a_file(_world: World, _row: Any) -> dict[str, Any]:
    """Send a file of accounts."""
    content = b"Account\nSome Hospital\n"
    return {"kind": "accounts", "file": SimpleUploadedFile("a.csv", content)}


EXPORTS = (
    ("users", "user", ()),
    ("territories", "territory", ()),
    ("accounts", "account", (("account", "name"), ("account", "characteristics"))),
    ("stakeholders", "stakeholder", (("account", "name"), ("stakeholder", "name"))),
    # Trainers may take products out, but have no door to the imports page.
    ("products", "import", ()),
    ("visits", "visit", (("account", "name"), ("visit", "fact"))),
    ("figures", "figure", ()),
    ("judgements", "judgement", (("judgement", "evidence"),)),
    ("lines", "line", (("line", "evidence"),)),
    ("observations", "observation", (("observation", "note"),)),
    ("problems", "need", (("need", "name"),)),
    ("places", "need", (("need", "note"),)),
    ("questions", "question", (("question", "answer"),)),
    ("opportunities", "opportunity", (("opportunity", "name"),)),
    ("purchases", "purchase", ()),
    ("placements", "placement", (("placement", "note"),)),
    ("screening", "placement", ()),
    ("resources", "import", ()),
    ("bookings", "booking", (("booking", "why"),)),
    ("probes", "probe", (("probe", "answer"),)),
    ("plans", "plan", (("plan", "name"), ("plan", "goal"))),
    ("targets", "target", ()),
    ("steps", "plan", (("plan", "what"), ("plan", "name"))),
)

TRANSFER: list[Sample] = [
    Sample("transfer:list"),
    Sample("transfer:new"),
    Sample("transfer:new", "POST", typed=a_file, answers=TAKEN_OR_NOT),
    Sample("transfer:map", about="import"),
    Sample("transfer:map", "POST", about="import", form=True),
    Sample("transfer:detail", about="import"),
    Sample("transfer:progress", about="import"),
    Sample("transfer:run", "POST", about="import"),
    Sample("transfer:carry-on", "POST", about="import", answers=NOT_INTERRUPTED),
    Sample("transfer:discard", "POST", about="import"),
    Sample("transfer:failed", about="import"),
    Sample("transfer:changes", about="import"),
    Sample("transfer:template", path={"kind": "accounts"}),
    *(
        Sample(
            "transfer:export",
            path={"kind": kind},
            query=f"format={ending}",
            judged=f"{noun}.export",
            shows=shown,
        )
        for kind, noun, shown in EXPORTS
        for ending in ("csv", "xlsx")
    ),
]
