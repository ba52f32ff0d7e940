"""The API page names every operation with what it does; ``make openapi`` renews it."""

from __future__ import annotations

import os
import re

from kam.web.operations import operations
from tests.house.sources import ROOT

PAGE = ROOT / "docs" / "reference" / "api.md"
TABLE = re.compile(
    r"(?<=\| Operation \| Does \|\n\|---\|---\|\n).*?(?=\n\n## Lists)", re.DOTALL
)


def line_of(operation):
    """Write one operation with the first line of its docstring."""
    told = (operation.view.__doc__ or "").strip().splitlines()[0]
    return f"| `{operation.name}` | {told} |"


def table():
    found = sorted(operations(), key=lambda o: (o.path, o.method))
    return "\n".join(line_of(operation) for operation in found)


def test_the_page_names_every_operation():
    written = PAGE.read_text(encoding="utf-8")
    wanted = TABLE.sub(lambda _match: table(), written)
    if os.environ.get("KAM_RENEW") == "openapi":
        PAGE.write_text(wanted, encoding="utf-8")
        written = wanted
    assert TABLE.search(written)
    assert written == wanted, "the API changed: make openapi"
